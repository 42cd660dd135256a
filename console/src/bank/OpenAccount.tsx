import AccountBalanceIcon from '@mui/icons-material/AccountBalance';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { say } from '../words/say';

const FIELDS: FieldDescription[] = [
  { name: 'name', label: say('Name of the account'), help: say('For example: current account') },
  { name: 'number', label: say('IBAN or account number'), help: say('As its statements name it.') },
  {
    name: 'opening_balance',
    label: say('Opening balance'),
    kind: 'amount',
    help: say(
      'What lay there at the beginning of the first date. It moves in the books from the till to the account.',
    ),
  },
  {
    name: 'opened_on',
    label: say('First date'),
    kind: 'date',
    optional: true,
    help: say('From which statements are read; by default today.'),
  },
];

/** Makes an account of the house known, so that its statements can be read. */
export function OpenAccount() {
  return (
    <Command
      name={say('Add bank account')}
      icon={<AccountBalanceIcon />}
      text={say(
        'An account of the house at a bank, in the currency of the loans. Its statements are then read, and bank and books compared.',
      )}
      path="bank_accounts/"
      fields={FIELDS}
      movesMoney
      done={say('The bank account is added.')}
    />
  );
}
