import { inFours } from '../../../web/in-fours';
import type { Loan } from '../api/types';
import { To } from '../parts/Links';
import { Status } from '../parts/Status';
import { date, money } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { say } from '../words/say';

export function LoanTable({ loans }: { loans: readonly Loan[] }) {
  return (
    <SimpleTable
      label={say('Loans')}
      rows={loans}
      empty={say('No loans.')}
      columns={[
        { label: say('Loan'), value: (row) => <To to={`/loans/${row.id}/show`}>{inFours(row.number)}</To> },
        { label: say('Status'), value: (row) => <Status value={row.status} /> },
        { label: say('Principal'), figure: true, value: (row) => money(row.amount, row.currency) },
        {
          label: say('Still owed'),
          figure: true,
          value: (row) => money(row.remaining_balance, row.currency),
        },
        { label: say('Next due'), value: (row) => date(row.next_due_date) },
        { label: say('Days late'), figure: true, value: (row) => row.days_past_due || '–' },
        { label: say('Requested'), value: (row) => date(row.created_at) },
      ]}
    />
  );
}
