import LockResetIcon from '@mui/icons-material/LockReset';
import LogoutIcon from '@mui/icons-material/Logout';
import { Box, Chip } from '@mui/material';
import { Title, useGetIdentity } from 'react-admin';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { instant } from '../parts/format';
import { Pager } from '../parts/Pager';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';

const FIELDS: FieldDescription[] = [
  { name: 'current_password', label: 'Present password', kind: 'password' },
  {
    name: 'new_password',
    label: 'New password',
    kind: 'password',
    help: 'Long is better than odd: a few words that nobody would guess.',
  },
];

/** The signed-in user's own password and sessions. */
export default function AccountPage() {
  const { identity } = useGetIdentity();
  return (
    <Box sx={{ mt: 2 }}>
      <Title title="My account" />
      <Section
        title="Password"
        actions={
          <Command
            name="Change password"
            icon={<LockResetIcon />}
            text="Every other place where you are signed in is signed out."
            path="auth/change_password/"
            fields={FIELDS}
            done="Your password is changed."
          />
        }
      >
        You are signed in as {identity?.fullName}. Nobody else needs to know your password, not even the bank.
      </Section>
      <Section
        title="Where you are signed in"
        actions={
          <Command
            name="Sign out elsewhere"
            icon={<LogoutIcon />}
            isDangerous
            text="Ends all of your sessions but this one."
            path="auth/sessions/?keep_current=1"
            method="DELETE"
            body={() => undefined}
            done="You are signed in here alone."
          />
        }
      >
        <Pager<Schemas['SessionListResponse']> path="auth/sessions/">
          {(sessions) => (
            <SimpleTable
              label="Sessions"
              rows={sessions}
              columns={[
                { label: 'Browser or program', isText: true, value: (row) => row.user_agent || 'Not known' },
                { label: 'Address', value: (row) => row.address || '–' },
                { label: 'Signed in', value: (row) => instant(row.created_at) },
                { label: 'Last used', value: (row) => instant(row.last_used_at) },
                { label: 'Ends by itself', value: (row) => instant(row.expires_at) },
                { label: 'End', value: (row) => <End session={row} /> },
              ]}
            />
          )}
        </Pager>
      </Section>
    </Box>
  );
}

function End({ session }: { session: Schemas['SessionResponse'] }) {
  if (session.current) return <Chip size="small" label="This one" />;
  return (
    <Command
      name="Sign out"
      isDangerous
      text={`Ends the session that began on ${instant(session.created_at)}.`}
      path={`auth/sessions/${session.id}/`}
      method="DELETE"
      body={() => undefined}
      done="The session is ended."
    />
  );
}
