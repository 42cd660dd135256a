import KeyIcon from '@mui/icons-material/Key';
import PrintIcon from '@mui/icons-material/Print';
import { Button, Typography } from '@mui/material';
import { useGetIdentity } from 'react-admin';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { instant, personName } from '../parts/format';
import { LIST_OF, SAYS, type Role } from './words';

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
      name={SAYS.code}
      icon={<KeyIcon />}
      text={SAYS.codeText(personName(person))}
      path={`${LIST_OF[role]}/${person.id}/code/`}
      body={() => undefined}
      done={SAYS.codeMade}
      outcome={({ username, code, expires_at: until }) => (
        <>
          <Typography>{SAYS.codeFor(username)}</Typography>
          <Typography
            variant="h4"
            component="p"
            sx={{ my: 2, fontFamily: 'monospace', letterSpacing: 2, userSelect: 'all' }}
          >
            {code}
          </Typography>
          <Typography>
            {SAYS.goodUntil} {instant(until)}.
          </Typography>
          <Typography color="text.secondary" sx={{ my: 1 }}>
            {SAYS.codeOnce(identity?.fullName ?? '')}
          </Typography>
          <Button
            size="small"
            startIcon={<PrintIcon />}
            onClick={() => {
              window.print();
            }}
          >
            {SAYS.print}
          </Button>
        </>
      )}
    />
  );
}
