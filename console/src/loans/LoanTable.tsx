import type { Loan } from '../api/types';
import { To } from '../parts/Links';
import { Status } from '../parts/Status';
import { date, money, shortId } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';

export function LoanTable({ loans }: { loans: readonly Loan[] }) {
  return (
    <SimpleTable
      label="Loans"
      rows={loans}
      empty="No loans."
      columns={[
        { label: 'Loan', value: (row) => <To to={`/loans/${row.id}/show`}>{shortId(row.id)}</To> },
        { label: 'Status', value: (row) => <Status value={row.status} /> },
        { label: 'Principal', figure: true, value: (row) => money(row.amount, row.currency) },
        { label: 'Still owed', figure: true, value: (row) => money(row.remaining_balance, row.currency) },
        { label: 'Next due', value: (row) => date(row.next_due_date) },
        { label: 'Days late', figure: true, value: (row) => row.days_past_due || '–' },
        { label: 'Requested', value: (row) => date(row.created_at) },
      ]}
    />
  );
}
