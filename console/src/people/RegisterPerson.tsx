import PersonAddIcon from '@mui/icons-material/PersonAdd';
import { Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { Figures } from '../parts/Figures';
import type { FieldDescription } from '../parts/form';
import { personName, spoken } from '../parts/format';
import { words } from '../parts/words';
import { SignInCode } from './SignInCode';
import { LANGUAGES, LIST_OF, SAYS, type Role } from './words';

const FIELDS: FieldDescription[] = [
  { name: 'first_name', label: 'First name', help: 'Or the whole name, where there is only one.' },
  { name: 'last_name', label: 'Last name', optional: true },
  { name: 'phone', label: 'Phone', optional: true },
  { name: 'email', label: 'Email', optional: true },
  { name: 'address', label: 'Address', kind: 'long', optional: true },
  {
    name: 'language',
    label: 'Language',
    kind: 'choice',
    choices: Object.keys(LANGUAGES),
    labels: LANGUAGES,
    optional: true,
    help: 'In which the portal and letters speak.',
  },
  { name: 'username', label: 'Username', optional: true, help: 'Empty: made up from the number.' },
];

/** Registers somebody at the counter, after a look at who looks the same. */
export function RegisterPerson({ role }: { role: Role }) {
  const list = LIST_OF[role];
  return (
    <Command<Schemas['LookAlikesResponse'], Schemas['RegisteredResponse']>
      name={SAYS.register(role)}
      icon={<PersonAddIcon />}
      text={SAYS.registerText(role)}
      path={`${list}/`}
      fields={FIELDS}
      preview={{
        path: `${list}/preview/`,
        query: {},
        show: ({ look_alikes: alike }, person) => (
          <>
            <Figures
              rows={FIELDS.filter(({ name }) => person[name]).map(({ name, label, labels }) => [
                label,
                labels?.[String(person[name])] ?? String(person[name]),
              ])}
            />
            {alike.length === 0 && (
              <Typography sx={{ mt: 2 }} color="text.secondary">
                {SAYS.nobodyAlike}
              </Typography>
            )}
          </>
        ),
        warning: ({ look_alikes: alike }) =>
          alike.length === 0 ? null : { text: <Alike alike={alike} />, confirm: SAYS.notAlike },
      }}
      movesMoney
      done={SAYS.registered(role)}
      outcome={(person) => (
        <>
          <Figures
            rows={[
              ['Name', personName(person)],
              [SAYS.number, spoken(person.number)],
              [SAYS.username, person.username],
            ]}
          />
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
            <SignInCode role={role} person={person} />
            <Button component={Link} to={`/${list}/${person.id}/show`} size="small" variant="outlined">
              {SAYS.openPage}
            </Button>
          </Box>
        </>
      )}
    />
  );
}

/** Who looks the same. Each opens beside the form, which is kept. */
function Alike({ alike }: { alike: readonly Schemas['LookAlikeResponse'][] }) {
  return (
    <>
      {SAYS.alike}
      <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
        {alike.map(({ id, name, username, role, same }) => (
          <li key={id}>
            <MuiLink href={`#/${pageOf(role)}/${id}/show`} target="_blank" rel="noopener">
              {name}
            </MuiLink>{' '}
            ({[words(role), username, ...same.map((what) => SAYS.same[what])].join(', ')})
          </li>
        ))}
      </Box>
    </>
  );
}

const pageOf = (role: string): string => (role in LIST_OF ? LIST_OF[role as Role] : 'users');
