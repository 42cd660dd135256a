import { NumberInput, SelectArrayInput, SelectInput, TextInput, type RaRecord } from 'react-admin';
import { inFours } from '../../../web/in-fours';
import { DateFilter } from '../parts/DateFilter';
import type { Loan } from '../api/types';
import { Ref } from '../parts/Links';
import { Status } from '../parts/Status';
import { date, money } from '../parts/format';
import { words } from '../parts/words';
import { StaffList, type Column } from '../parts/StaffList';
import { say } from '../words/say';

const STATUSES = ['queued', 'active', 'overdue', 'defaulted', 'paid', 'written_off', 'cancelled'];

const filters = [
  <TextInput
    key="search"
    source="search"
    label={say('Customer or loan number')}
    alwaysOn
    sx={{ minWidth: 280 }}
  />,
  <SelectArrayInput
    key="status"
    source="status"
    label={say('Status')}
    alwaysOn
    choices={STATUSES.map((id) => ({ id, name: words(id) }))}
    sx={{ minWidth: 210 }}
  />,
  <SelectInput
    key="due"
    source="due"
    label={say('Due')}
    alwaysOn
    choices={[
      { id: 'today', name: say('Due today') },
      { id: 'week', name: say('Due within 7 days') },
    ]}
  />,
  <NumberInput key="from" source="days_past_due_from" label={say('Days past due from')} min={0} />,
  <NumberInput key="to" source="days_past_due_to" label={say('Days past due to')} min={0} />,
  <DateFilter key="sfrom" source="started_from" label={say('Started from')} />,
  <DateFilter key="sto" source="started_to" label={say('Started to')} />,
];

const loan = (row: RaRecord) => row as unknown as Loan;

const columns: Column[] = [
  { source: 'number', label: say('Loan'), value: (row) => inFours(loan(row).number) },
  {
    source: 'customer_name',
    label: say('Customer'),
    isText: true,
    sortable: true,
    value: (row) => <Ref kind="customer" id={loan(row).customer} name={loan(row).customer_name} />,
  },
  { source: 'status', label: say('Status'), value: (row) => <Status value={loan(row).status} /> },
  {
    source: 'amount',
    label: say('Amount'),
    figure: true,
    sortable: true,
    value: (row) => money(loan(row).amount, loan(row).currency),
  },
  {
    source: 'remaining_balance',
    label: say('Still owed'),
    figure: true,
    sortable: true,
    value: (row) => money(loan(row).remaining_balance, loan(row).currency),
  },
  {
    source: 'next_due_date',
    label: say('Next due'),
    sortable: true,
    value: (row) => date(loan(row).next_due_date),
  },
  {
    source: 'days_past_due',
    label: say('Days late'),
    figure: true,
    sortable: true,
    value: (row) => loan(row).days_past_due || '–',
  },
  {
    source: 'created_at',
    label: say('Requested'),
    sortable: true,
    value: (row) => date(loan(row).created_at),
  },
];

export default function LoanList() {
  return (
    <StaffList
      title={say('Loans')}
      to={(row) => `/loans/${String(row.id)}/show`}
      nothing={say('There are no loans yet.')}
      filters={filters}
      columns={columns}
      phone={(row) => ({
        first: loan(row).customer_name ?? inFours(loan(row).number),
        second: (
          <>
            {inFours(loan(row).number)} ·{' '}
            {say('{amount} of {whole}', {
              amount: money(loan(row).remaining_balance, loan(row).currency),
              whole: money(loan(row).amount_due, loan(row).currency),
            })}
          </>
        ),
        third: <Status value={loan(row).status} />,
      })}
    />
  );
}
