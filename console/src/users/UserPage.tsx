import { Box } from '@mui/material';
import { ShowBase, Title, useGetIdentity, usePermissions, useRecordContext } from 'react-admin';
import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Command } from '../parts/Command';
import { useBankAccounts } from '../parts/use-travels';
import { changesOf, type FieldDescription } from '../parts/form';
import { instant, personName } from '../parts/format';
import { words } from '../parts/words';
import { Section } from '../parts/Section';
import type { Account } from '../api/types';
import { ErasePerson } from './ErasePerson';
import { say } from '../words/say';

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
      <Title title={say('User {username}', { username: user.username })} />
      <Section title={say('Account')} actions={permissions === 'admin' ? <AdminActions user={user} /> : null}>
        <Figures
          rows={[
            [say('Username'), user.username],
            [say('Role'), words(user.role)],
            [say('State'), stateOf(user)],
            [say('Name'), personName({ ...user, username: '–' })],
            [say('Email'), user.email || '–'],
            [say('factor.title'), user.has_second_factor ? say('user.factorOn') : say('user.factorOff')],
            [say('Since'), instant(user.created_at)],
            ...(profile
              ? [
                  [
                    say('Profile'),
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

function stateOf({ erased_at: erasedAt, is_active: isActive }: Account): string {
  if (erasedAt !== null) return say('Erased {when}', { when: instant(erasedAt) });
  return isActive ? say('user.active') : say('Disabled: cannot sign in');
}

function AdminActions({ user }: { user: Account }) {
  const { identity } = useGetIdentity();
  return (
    <>
      {user.erased_at === null && <UserActions user={user} />}
      {identity && identity.id !== user.id && <ErasePerson user={user} />}
    </>
  );
}

function UserActions({ user }: { user: Account }) {
  const path = `users/${user.id}/`;
  const hasAccounts = (useBankAccounts().data?.results ?? []).length > 0;
  const hasLines = hasAccounts && ['customer', 'provider'].includes(user.role);
  const fields: FieldDescription[] = [
    { name: 'first_name', label: say('First name'), initial: user.first_name, optional: true },
    { name: 'last_name', label: say('Last name'), initial: user.last_name, optional: true },
    { name: 'email', label: say('Email'), initial: user.email, optional: true },
    ...(['staff', 'admin'].includes(user.role)
      ? [
          {
            name: 'role',
            label: say('Role'),
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
        name={say('Change')}
        text={say('What is known of {username}.', { username: user.username })}
        path={path}
        method="PATCH"
        fields={fields}
        body={(values) => changesOf(fields, values)}
        done={say('The user is changed.')}
      />
      <Command
        name={say('Reset password')}
        text={say('Gives {username} a new password and ends every session.', { username: user.username })}
        path={`${path}reset_password/`}
        fields={[{ name: 'password', label: say('New password'), kind: 'password' }]}
        done={say('The password is reset.')}
      />
      {hasLines && (
        <Command
          name={say('Remove bank texts')}
          isDangerous
          text={say(
            'Removes for good what bank statements say of {username}: names and texts of the lines that are explained, such as when the person asks for it. Dates and amounts stay.',
            { username: user.username },
          )}
          path="statement_lines/redact/"
          body={() => ({ party: user.id })}
          done={say('The texts are removed.')}
        />
      )}
      {user.has_second_factor && (
        <Command
          name={say('Reset second factor')}
          isDangerous
          text={say(
            'For who has lost the authenticator app and the recovery codes: make sure that it is {username} who asks. Every session ends, and the password alone signs in.',
            { username: user.username },
          )}
          path={`${path}reset_factor/`}
          body={() => undefined}
          done={say('The second factor is reset.')}
        />
      )}
      <Command
        name={user.is_active ? say('Disable') : say('Enable')}
        isDangerous={user.is_active}
        text={
          user.is_active
            ? say(
                '{username} is signed out everywhere and cannot sign in until enabled again. Loans and money stay as they are.',
                { username: user.username },
              )
            : say('{username} can sign in again.', { username: user.username })
        }
        path={path}
        method="PATCH"
        body={() => ({ is_active: !user.is_active })}
        done={user.is_active ? say('The user is disabled.') : say('The user is enabled.')}
      />
    </>
  );
}
