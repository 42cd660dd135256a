import { SelectArrayInput, TextInput, DateInput, NumberInput, type RaRecord } from 'react-admin';
import type { Loan } from '../api/types';
import { Ref } from '../parts/Links';
import { Status } from '../parts/Status';
import { date, money, shortId } from '../parts/format';
import { words } from '../parts/words';
import { StaffList, type Column } from '../parts/StaffList';

const STATUSES = ['queued', 'active', 'overdue', 'defaulted', 'paid', 'written_off', 'cancelled'];

const filters = [
  <TextInput key="search" source="search" label="Customer or loan number" alwaysOn sx={{ minWidth: 280 }} />,
  <SelectArrayInput
    key="status"
    source="status"
    alwaysOn
    choices={STATUSES.map((id) => ({ id, name: words(id) }))}
    sx={{ minWidth: 160 }}
  />,
  <NumberInput key="from" source="days_past_due_from" label="Days past due from" min={0} />,
  <NumberInput key="to" source="days_past_due_to" label="Days past due to" min={0} />,
  <DateInput key="sfrom" source="started_from" label="Started from" parse={(text: string) => text} />,
  <DateInput key="sto" source="started_to" label="Started to" parse={(text: string) => text} />,
];

const loan = (row: RaRecord) => row as unknown as Loan;

const columns: Column[] = [
  { source: 'id', label: 'Loan', value: (row) => shortId(String(row.id)) },
  {
    source: 'customer',
    label: 'Customer',
    isText: true,
    value: (row) => <Ref kind="customer" id={loan(row).customer} name={loan(row).customer_name} />,
  },
  { source: 'status', label: 'Status', value: (row) => <Status value={loan(row).status} /> },
  {
    source: 'amount',
    label: 'Amount',
    figure: true,
    value: (row) => money(loan(row).amount, loan(row).currency),
  },
  {
    source: 'remaining_balance',
    label: 'Still owed',
    figure: true,
    value: (row) => money(loan(row).remaining_balance, loan(row).currency),
  },
  { source: 'next_due_date', label: 'Next due', value: (row) => date(loan(row).next_due_date) },
  {
    source: 'days_past_due',
    label: 'Days late',
    figure: true,
    value: (row) => loan(row).days_past_due || '–',
  },
  { source: 'created_at', label: 'Requested', sortable: true, value: (row) => date(loan(row).created_at) },
];

export default function LoanList() {
  return (
    <StaffList
      title="Loans"
      to={(row) => `/loans/${String(row.id)}/show`}
      nothing="There are no loans yet."
      filters={filters}
      columns={columns}
      phone={(row) => ({
        first: loan(row).customer_name ?? shortId(String(row.id)),
        second: `${money(loan(row).remaining_balance, loan(row).currency)} of ${money(loan(row).amount_due, loan(row).currency)}`,
        third: <Status value={loan(row).status} />,
      })}
    />
  );
}
