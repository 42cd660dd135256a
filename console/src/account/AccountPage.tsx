import LockResetIcon from '@mui/icons-material/LockReset';
import LogoutIcon from '@mui/icons-material/Logout';
import { Box, Chip } from '@mui/material';
import { Title, useGetIdentity } from 'react-admin';
import { browserOf } from '../../../web/browser-of';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { instant } from '../parts/format';
import { Pager } from '../parts/Pager';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { say } from '../words/say';
import { SecondFactor } from './SecondFactor';

const FIELDS: FieldDescription[] = [
  { name: 'current_password', label: say('Present password'), kind: 'password' },
  {
    name: 'new_password',
    label: say('New password'),
    kind: 'password',
    help: say('Long is better than odd: a few words that nobody would guess.'),
  },
];

/** The signed-in user's own password and sessions. */
export default function AccountPage() {
  const { identity } = useGetIdentity();
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('My account')} />
      <Section
        title={say('Password')}
        actions={
          <Command
            name={say('Change password')}
            icon={<LockResetIcon />}
            text={say('Every other place where you are signed in is signed out.')}
            path="auth/change_password/"
            fields={FIELDS}
            done={say('Your password is changed.')}
          />
        }
      >
        {say('You are signed in as {name}. Nobody else needs to know your password, not even the bank.', {
          name: identity?.fullName ?? '',
        })}
      </Section>
      <SecondFactor />
      <Section
        title={say('Where you are signed in')}
        actions={
          <Command
            name={say('Sign out elsewhere')}
            icon={<LogoutIcon />}
            isDangerous
            text={say('Ends all of your sessions but this one.')}
            path="auth/sessions/?keep_current=1"
            method="DELETE"
            body={() => undefined}
            done={say('You are signed in here alone.')}
          />
        }
      >
        <Pager<Schemas['SessionListResponse']> path="auth/sessions/">
          {(sessions) => (
            <SimpleTable
              label={say('Sessions')}
              rows={sessions}
              columns={[
                {
                  label: say('Browser or program'),
                  isText: true,
                  value: (row) => browserOf(row.user_agent) ?? (row.user_agent || say('Not known')),
                },
                { label: say('Address'), value: (row) => row.address || '–' },
                { label: say('Signed in'), value: (row) => instant(row.created_at) },
                { label: say('Last used'), value: (row) => instant(row.last_used_at) },
                { label: say('Ends by itself'), value: (row) => instant(row.expires_at) },
                { label: say('End'), value: (row) => <End session={row} /> },
              ]}
            />
          )}
        </Pager>
      </Section>
    </Box>
  );
}

function End({ session }: { session: Schemas['SessionResponse'] }) {
  if (session.current) return <Chip size="small" label={say('This one')} />;
  return (
    <Command
      name={say('Sign out')}
      isDangerous
      text={say('Ends the session that began on {at}.', { at: instant(session.created_at) })}
      path={`auth/sessions/${session.id}/`}
      method="DELETE"
      body={() => undefined}
      done={say('The session is ended.')}
    />
  );
}
