import AccountBalanceIcon from '@mui/icons-material/AccountBalance';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';

const FIELDS: FieldDescription[] = [
  { name: 'name', label: 'What you call it', help: 'For example: current account' },
  { name: 'number', label: 'IBAN or account number', help: 'As its statements name it.' },
  {
    name: 'opening_balance',
    label: 'Opening balance',
    kind: 'amount',
    help: 'What lay there at the beginning of the first date. It moves in the books from the till to the account.',
  },
  {
    name: 'opened_on',
    label: 'First date',
    kind: 'date',
    optional: true,
    help: 'From which statements are read; by default today.',
  },
];

/** Makes an account of the house known, so that its statements can be read. */
export function OpenAccount() {
  return (
    <Command
      name="Add bank account"
      icon={<AccountBalanceIcon />}
      text="An account of the house at a bank, in the currency of the loans. Its statements are then read, and bank and books compared."
      path="bank_accounts/"
      fields={FIELDS}
      movesMoney
      done="The bank account is added."
    />
  );
}
