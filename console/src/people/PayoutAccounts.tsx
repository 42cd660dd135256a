import AccountBalanceIcon from '@mui/icons-material/AccountBalance';
import { instrumentName } from '../../../web/instrument-name';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { instant, personName } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import { useBank } from '../parts/use-travels';
import { say } from '../words/say';

/** How the gateways that pay out are called. */
export const PAYS_OUT: Record<string, string> = {
  bank_file: say('By a file for the bank'),
  sandbox: say('By the sandbox'),
};

/** Whose account it is: an IBAN, or a number with its bank. */
export const ACCOUNT_FIELDS: readonly FieldDescription[] = [
  {
    name: 'iban',
    label: 'IBAN',
    optional: true,
    help: say('Or, in countries without IBANs, the two below.'),
  },
  { name: 'number', label: say('Account number'), optional: true },
  {
    name: 'bank',
    label: say('Bank'),
    optional: true,
    help: say('Its BIC, or its number in the country’s clearing.'),
  },
];

type Instrument = Schemas['InstrumentResponse'];

const STATES: Record<Instrument['state'], string> = {
  pending: say('Being checked'),
  usable: say('In use'),
  refused: say('Refused'),
  revoked: say('Taken back'),
};

interface Person {
  id: string;
  username: string;
  first_name: string;
  last_name: string;
}

/** Where money of a person is paid out to, where a gateway pays out. */
export function PayoutAccounts({ person }: { person: Person }) {
  const ways = useBank().data?.paid_out_by ?? [];
  return ways.length === 0 ? null : <Accounts person={person} ways={ways} />;
}

function Accounts({ person, ways }: { person: Person; ways: readonly string[] }) {
  const instruments = useApi<Schemas['InstrumentListResponse']>('instruments/', { party: person.id });
  return (
    <Section
      title={say('Bank accounts of {name}', { name: personName(person) })}
      actions={<Register person={person} ways={ways} />}
    >
      <Loaded from={instruments}>
        {({ results }) => (
          <SimpleTable
            label={say('Bank accounts of {name}', { name: personName(person) })}
            empty={say('None. What is to be paid out waits until there is one.')}
            rows={results.filter(({ kind }) => kind === 'bank_account')}
            columns={[
              { label: say('Account'), value: ({ label }: Instrument) => instrumentName(label, say) },
              { label: say('How it is sent'), value: ({ gateway }) => PAYS_OUT[gateway] ?? gateway },
              { label: say('State'), value: ({ state }) => STATES[state] },
              { label: say('Since'), value: ({ created_at: since }) => instant(since) },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Register({ person, ways }: { person: Person; ways: readonly string[] }) {
  const fields: FieldDescription[] = [
    {
      name: 'gateway',
      label: say('How it is sent'),
      kind: 'choice',
      choices: ways,
      labels: PAYS_OUT,
      initial: ways[0] ?? '',
    },
    {
      name: 'holder',
      label: say('Name of the one who gets it'),
      help: say('As the bank knows them, in Latin letters.'),
      initial: personName({ ...person, username: '' }),
    },
    ...ACCOUNT_FIELDS,
  ];
  return (
    <Command
      name={say('Add account of {name}', { name: personName(person) })}
      icon={<AccountBalanceIcon />}
      text={say(
        'Loans are paid out to the newest account. Its number is kept encrypted and shown by its last four.',
      )}
      path="instruments/payout_accounts/"
      fields={fields}
      body={(values) => ({ ...values, party: person.id })}
      done={say('The account is added.')}
    />
  );
}
