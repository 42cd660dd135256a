import { DateInput, SelectInput, type RaRecord } from 'react-admin';
import type { Schemas } from '../api/types';
import { Ref } from '../parts/Links';
import { date, instant, money, shortId } from '../parts/format';
import { words } from '../parts/words';
import { Picker } from '../parts/Picker';
import { StaffList, type Column } from '../parts/StaffList';
import { say } from '../words/say';

const KINDS = [
  'deposit',
  'withdrawal',
  'reinvestment',
  'disinvestment',
  'funding',
  'disbursement',
  'principal_repayment',
  'principal_share',
  'interest_repayment',
  'interest_share',
  'penalty_repayment',
  'penalty_share',
  'commission',
  'write_off',
  'recovery',
  'recovery_share',
  'receivable',
  'receivable_settlement',
];
const entry = (row: RaRecord) => row as unknown as Schemas['JournalEntryResponse'];
const account = (name: string, owner: string | null) => (
  <>
    {words(name)}
    {owner && (
      <> {name.startsWith('provider') ? <Ref kind="provider" id={owner} /> : <span>{shortId(owner)}</span>}</>
    )}
  </>
);

const filters = [
  <SelectInput
    key="kind"
    source="kind"
    label={say('Kind')}
    alwaysOn
    choices={KINDS.map((id) => ({ id, name: words(id) }))}
  />,
  <DateInput key="from" source="from" label={say('From')} alwaysOn parse={(text: string) => text} />,
  <DateInput key="to" source="to" label={say('To')} alwaysOn parse={(text: string) => text} />,
  <Picker key="loan" source="loan" reference="loans" label={say('Loan')} />,
  <Picker key="payment" source="payment" reference="payments" label={say('Payment')} />,
  <Picker key="provider" source="provider" reference="providers" label={say('Provider')} />,
];

const columns: Column[] = [
  { source: 'business_date', label: say('Date'), value: (row) => date(entry(row).business_date) },
  {
    source: 'kind',
    label: say('Kind'),
    value: (row) =>
      entry(row).reverses
        ? say('{kind}, taken back', { kind: words(entry(row).kind) })
        : words(entry(row).kind),
  },
  {
    source: 'debit',
    label: say('Debit'),
    value: (row) => account(entry(row).debit_account, entry(row).debit_owner),
  },
  {
    source: 'credit',
    label: say('journal.credit'),
    value: (row) => account(entry(row).credit_account, entry(row).credit_owner),
  },
  {
    source: 'amount',
    label: say('Amount'),
    figure: true,
    value: (row) => money(entry(row).amount, entry(row).currency),
  },
  { source: 'loan', label: say('Loan'), value: (row) => <Ref kind="loan" id={entry(row).loan} /> },
  {
    source: 'payment',
    label: say('Payment'),
    value: (row) => <Ref kind="payment" id={entry(row).payment} />,
  },
  { source: 'posted_at', label: say('Posted'), value: (row) => instant(entry(row).posted_at) },
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
        second: `${words(entry(row).debit_account)} → ${words(entry(row).credit_account)}`,
        third: date(entry(row).business_date),
      })}
    />
  );
}
