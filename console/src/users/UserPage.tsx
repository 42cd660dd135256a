import { Box } from '@mui/material';
import { ShowBase, Title, usePermissions, useRecordContext } from 'react-admin';
import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Command } from '../parts/Command';
import { changesOf, type FieldDescription } from '../parts/form';
import { instant, personName } from '../parts/format';
import { words } from '../parts/words';
import { Section } from '../parts/Section';
import type { Account } from '../api/types';

export default function UserPage() {
  return (
    <ShowBase resource="users">
      <UserDetails />
    </ShowBase>
  );
}

function UserDetails() {
  const user = useRecordContext<Account>();
  const { permissions } = usePermissions<string>();
  if (!user) return null;
  const profile = { customer: 'customers', provider: 'providers', staff: null, admin: null }[user.role];
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={`User ${user.username}`} />
      <Section title="Account" actions={permissions === 'admin' ? <UserActions user={user} /> : null}>
        <Figures
          rows={[
            ['Username', user.username],
            ['Role', words(user.role)],
            ['State', user.is_active ? 'Active' : 'Disabled: cannot sign in'],
            ['Name', personName({ ...user, username: '–' })],
            ['Email', user.email || '–'],
            ['Since', instant(user.created_at)],
            ...(profile
              ? [
                  [
                    'Profile',
                    <To key="profile" to={`/${profile}/${user.id}/show`}>
                      {words(user.role)}
                    </To>,
                  ] as const,
                ]
              : []),
          ]}
        />
      </Section>
    </Box>
  );
}

function UserActions({ user }: { user: Account }) {
  const path = `users/${user.id}/`;
  const fields: FieldDescription[] = [
    { name: 'first_name', label: 'First name', initial: user.first_name, optional: true },
    { name: 'last_name', label: 'Last name', initial: user.last_name, optional: true },
    { name: 'email', label: 'Email', initial: user.email, optional: true },
    ...(['staff', 'admin'].includes(user.role)
      ? [
          {
            name: 'role',
            label: 'Role',
            kind: 'choice' as const,
            choices: ['staff', 'admin'],
            initial: user.role,
          },
        ]
      : []),
  ];
  return (
    <>
      <Command
        name="Change"
        text={`What is known of ${user.username}.`}
        path={path}
        method="PATCH"
        fields={fields}
        body={(values) => changesOf(fields, values)}
        done="The user is changed."
      />
      <Command
        name="Reset password"
        text={`Gives ${user.username} a new password and ends every session.`}
        path={`${path}reset_password/`}
        fields={[{ name: 'password', label: 'New password', kind: 'password' }]}
        done="The password is reset."
      />
      <Command
        name={user.is_active ? 'Disable' : 'Enable'}
        isDangerous={user.is_active}
        text={
          user.is_active
            ? `${user.username} is signed out everywhere and cannot sign in until enabled again. Loans and money stay as they are.`
            : `${user.username} can sign in again.`
        }
        path={path}
        method="PATCH"
        body={() => ({ is_active: !user.is_active })}
        done={user.is_active ? 'The user is disabled.' : 'The user is enabled.'}
      />
    </>
  );
}
