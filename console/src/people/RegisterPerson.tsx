import PersonAddIcon from '@mui/icons-material/PersonAdd';
import { Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { inFours } from '../../../web/in-fours';
import { LANGUAGE_NAMES, LANGUAGES } from '../../../web/speech';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { Figures } from '../parts/Figures';
import type { FieldDescription } from '../parts/form';
import { personName } from '../parts/format';
import { words } from '../parts/words';
import { SignInCode } from './SignInCode';
import { LIST_OF, type Role } from './roles';
import { listed, say } from '../words/say';

const fieldsOf = (): FieldDescription[] => [
  { name: 'first_name', label: say('First name'), help: say('Or the whole name, if there is only one.') },
  { name: 'last_name', label: say('Last name'), optional: true },
  { name: 'phone', label: say('Phone'), optional: true },
  { name: 'email', label: say('Email'), optional: true },
  { name: 'address', label: say('Address'), kind: 'long', optional: true },
  {
    name: 'language',
    label: say('Language'),
    kind: 'choice',
    choices: LANGUAGES,
    labels: LANGUAGE_NAMES,
    optional: true,
    help: say('In which the portal and letters speak.'),
  },
  { name: 'username', label: say('Username'), optional: true, help: say('Empty: made up from the number.') },
];

/** Registers somebody at the counter, after a look at who looks the same. */
export function RegisterPerson({ role }: { role: Role }) {
  const list = LIST_OF[role];
  const fields = fieldsOf();
  const name = role === 'customer' ? say('Register a customer') : say('Register a loan provider');
  return (
    <Command<Schemas['LookAlikesResponse'], Schemas['RegisteredResponse']>
      name={name}
      icon={<PersonAddIcon />}
      text={say(
        'For somebody who is here. Whoever looks the same is shown first, so that nobody is registered twice. Nobody can sign in before a code has set a password.',
      )}
      path={`${list}/`}
      fields={fields}
      preview={{
        path: `${list}/preview/`,
        query: {},
        show: ({ look_alikes: alike }, person) => (
          <>
            <Figures
              rows={fields
                .filter((each) => person[each.name])
                .map(({ name: of, label, labels }) => [
                  label,
                  labels?.[String(person[of])] ?? String(person[of]),
                ])}
            />
            {alike.length === 0 && (
              <Typography sx={{ mt: 2 }} color="text.secondary">
                {say('Nobody looks the same.')}
              </Typography>
            )}
          </>
        ),
        warning: ({ look_alikes: alike }) =>
          alike.length === 0 ? null : { text: <Alike alike={alike} />, confirm: say('It is somebody else') },
      }}
      movesMoney
      done={role === 'customer' ? say('The customer is registered') : say('The loan provider is registered')}
      outcome={(person) => (
        <>
          <Figures
            rows={[
              [say('Name'), personName(person)],
              [say('Number'), inFours(person.number)],
              [say('Username'), person.username],
            ]}
          />
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
            <SignInCode role={role} person={person} />
            <Button component={Link} to={`/${list}/${person.id}/show`} size="small" variant="outlined">
              {say('Open the page')}
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
      {say('This may be somebody who is here already:')}
      <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
        {alike.map(({ id, name, username, role, same }) => (
          <li key={id}>
            <MuiLink href={`#/${pageOf(role)}/${id}/show`} target="_blank" rel="noopener">
              {name}
            </MuiLink>{' '}
            ({listed([words(role), username, ...same.map((what) => sameInWords(what))])})
          </li>
        ))}
      </Box>
    </>
  );
}

const sameInWords = (what: Schemas['LookAlikeResponse']['same'][number]): string =>
  ({ name: say('same name'), email: say('same email'), phone: say('same phone') })[what];

const pageOf = (role: string): string => (role in LIST_OF ? LIST_OF[role as Role] : 'users');
