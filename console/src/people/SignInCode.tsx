import KeyIcon from '@mui/icons-material/Key';
import PrintIcon from '@mui/icons-material/Print';
import { Button, Typography } from '@mui/material';
import { useGetIdentity } from 'react-admin';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { instant, personName } from '../parts/format';
import { LIST_OF, type Role } from './roles';
import { say } from '../words/say';

interface Person {
  id: string;
  username: string;
  first_name: string;
  last_name: string;
}

/** Makes a code for a password. It is shown once, to be handed over. */
export function SignInCode({ role, person }: { role: Role; person: Person }) {
  const { identity } = useGetIdentity();
  return (
    <Command<never, Schemas['OneTimeCodeResponse']>
      name={say('Sign-in code')}
      icon={<KeyIcon />}
      text={say(
        'Makes a code with which {name} chooses a password. It works once, for a day and five attempts; an earlier code ends.',
        { name: personName(person) },
      )}
      path={`${LIST_OF[role]}/${person.id}/code/`}
      body={() => undefined}
      done={say('Hand over this code')}
      outcome={({ username, code, expires_at: until }) => (
        <>
          <Typography>{say('With the username {username}:', { username })}</Typography>
          <Typography
            variant="h4"
            component="p"
            sx={{ my: 2, fontFamily: 'monospace', letterSpacing: 2, userSelect: 'all' }}
          >
            {code}
          </Typography>
          <Typography>{say('Good until {until}.', { until: instant(until) })}</Typography>
          <Typography color="text.secondary" sx={{ my: 1 }}>
            {say('It is shown only now. Whoever uses it is told at the first sign-in that {maker} made it.', {
              maker: identity?.fullName ?? '',
            })}
          </Typography>
          <Button
            size="small"
            startIcon={<PrintIcon />}
            onClick={() => {
              window.print();
            }}
          >
            {say('Print')}
          </Button>
        </>
      )}
    />
  );
}
