import type { ReactNode } from 'react';
import { SelectInput, type RaRecord } from 'react-admin';
import { AccountName } from '../bank/AccountName';
import { DateFilter } from '../parts/DateFilter';
import type { Schemas } from '../api/types';
import { LoanRef, Ref } from '../parts/Links';
import { date, instant, money, shortId } from '../parts/format';
import { words } from '../parts/words';
import { Picker } from '../parts/Picker';
import { StaffList, type Column } from '../parts/StaffList';
import { arrow, say } from '../words/say';

/** All there are: one that is missing here does not compile. */
const KINDS = {
  deposit: true,
  withdrawal: true,
  reinvestment: true,
  disinvestment: true,
  funding: true,
  disbursement: true,
  principal_repayment: true,
  principal_share: true,
  interest_repayment: true,
  interest_share: true,
  penalty_repayment: true,
  penalty_share: true,
  commission: true,
  write_off: true,
  recovery: true,
  recovery_share: true,
  receivable: true,
  receivable_settlement: true,
  overpayment: true,
  settlement: true,
  gateway_fee: true,
  return_settlement: true,
  dispute_fee: true,
  deposit_return: true,
  credit_return: true,
  customer_receivable: true,
  customer_receivable_settlement: true,
  credit_kept: true,
  credit_refund: true,
  receipt_return: true,
  payout: true,
  withdrawal_return: true,
  bank_in: true,
  bank_out: true,
  banked: true,
  outside: true,
  bank_loss: true,
} satisfies Record<Schemas['JournalEntryResponse']['kind'], true>;
type Entry = Schemas['JournalEntryResponse'];
const entry = (row: RaRecord) => row as unknown as Entry;
const account = (name: string, owner: ReactNode) => (
  <>
    {words(name)}
    {owner && <> {owner}</>}
  </>
);
/** Whose account it is: a person by name, a loan by its number. */
const ownerOf = (
  { loan, loan_number: number }: Entry,
  account: string,
  id: string | null,
  name: string | null,
) => {
  if (id === null) return null;
  if (id === loan) return <LoanRef loan={loan} number={number} />;
  if (account === 'cash') return <AccountName id={id} />;
  if (name === null) return <span>{shortId(id)}</span>;
  return <Ref kind={/^(provider|receivable)/.test(account) ? 'provider' : 'customer'} id={id} name={name} />;
};

const filters = [
  <SelectInput
    key="kind"
    source="kind"
    label={say('Kind')}
    alwaysOn
    choices={Object.keys(KINDS).map((id) => ({ id, name: words(id) }))}
  />,
  <DateFilter key="from" source="from" label={say('From')} alwaysOn />,
  <DateFilter key="to" source="to" label={say('To')} alwaysOn />,
  <Picker key="loan" source="loan" reference="loans" label={say('Loan')} />,
  <Picker key="payment" source="payment" reference="payments" label={say('Payment')} />,
  <Picker key="provider" source="provider" reference="providers" label={say('Provider')} />,
];

const columns: Column[] = [
  { source: 'business_date', label: say('Date'), value: (row) => date(entry(row).business_date) },
  {
    source: 'kind',
    label: say('Kind'),
    isText: true,
    value: (row) =>
      entry(row).reverses
        ? say('{kind}, taken back', { kind: words(entry(row).kind) })
        : words(entry(row).kind),
  },
  {
    source: 'debit',
    label: say('Debit'),
    isText: true,
    value: (row) => {
      const { debit_account: name, debit_owner: owner, debit_owner_name: ownerName } = entry(row);
      return account(name, ownerOf(entry(row), name, owner, ownerName));
    },
  },
  {
    source: 'credit',
    label: say('journal.credit'),
    isText: true,
    value: (row) => {
      const { credit_account: name, credit_owner: owner, credit_owner_name: ownerName } = entry(row);
      return account(name, ownerOf(entry(row), name, owner, ownerName));
    },
  },
  {
    source: 'amount',
    label: say('Amount'),
    figure: true,
    value: (row) => money(entry(row).amount, entry(row).currency),
  },
  {
    source: 'loan',
    label: say('Loan'),
    value: (row) => <LoanRef loan={entry(row).loan} number={entry(row).loan_number} />,
  },
  {
    source: 'payment',
    label: say('Payment'),
    value: (row) => <Ref kind="payment" id={entry(row).payment} />,
  },
  {
    source: 'posted_at',
    label: say('Posted'),
    isText: true,
    value: (row) => instant(entry(row).posted_at),
  },
];

export default function JournalList() {
  return (
    <StaffList
      title={say('Journal')}
      nothing={say('Nothing has been posted yet.')}
      filters={filters}
      columns={columns}
      to={null}
      phone={(row) => ({
        first: `${words(entry(row).kind)} · ${money(entry(row).amount, entry(row).currency)}`,
        second: `${words(entry(row).debit_account)} ${arrow()} ${words(entry(row).credit_account)}`,
        third: date(entry(row).business_date),
      })}
    />
  );
}
