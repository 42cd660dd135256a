import type { Schemas } from '../api/types';
import { Ref, To } from '../parts/Links';
import { Status } from '../parts/Status';
import { date, money } from '../parts/format';
import { words } from '../parts/words';
import { SimpleTable } from '../parts/SimpleTable';

const ACTIONS: Record<string, string> = {
  remind: 'Remind',
  call: 'Call',
  visit_or_letter: 'Visit or write',
  default_notice: 'Send default notice',
  write_off_review: 'Review for write-off',
};

export function CollectionsTable({
  rows,
  currency,
}: {
  rows: readonly Schemas['CollectionResponse'][];
  currency: string;
}) {
  return (
    <SimpleTable
      label="Collections"
      rows={rows}
      empty="Nobody is late."
      columns={[
        {
          label: 'Customer',
          isText: true,
          value: (row) => <Ref kind="customer" id={row.customer} name={row.customer_name} />,
        },
        {
          label: 'Next',
          value: (row) => (
            <To to={`/loans/${row.loan}/show`}>{ACTIONS[row.next_action] ?? words(row.next_action)}</To>
          ),
        },
        {
          label: 'Overdue',
          figure: true,
          value: (row) => money(row.overdue_amount, currency),
        },
        { label: 'Days late', figure: true, value: (row) => row.days_past_due },
        { label: 'Since', value: (row) => date(row.next_due_date) },
        {
          label: 'Still owed',
          figure: true,
          value: (row) => money(row.remaining_balance, currency),
        },
        { label: 'Status', value: (row) => <Status value={row.status} /> },
      ]}
    />
  );
}
