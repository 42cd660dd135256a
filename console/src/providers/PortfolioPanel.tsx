import { Typography } from '@mui/material';
import { LoanRef } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { Status } from '../parts/Status';
import { count, money, percent } from '../parts/format';
import { Pager } from '../parts/Pager';
import { SimpleTable, type TableColumn } from '../parts/SimpleTable';
import { words } from '../parts/words';
import { useApi } from '../parts/use-api';
import type { Provider, Schemas } from '../api/types';
import { say } from '../words/say';

/** The sums that a total, a status and a loan have in common. */
type Sums = Omit<Schemas['PortfolioTotalResponse'], 'loans'>;

/** "1-30" and "current" as people read them. */
const daysInWords = (bucket: string) =>
  /^\d/.test(bucket)
    ? say('{days} days', { days: bucket.replace('-', '–') })
    : bucket.startsWith('over')
      ? say('Over {days} days', { days: bucket.replace(/\D/g, '') })
      : words(bucket);

/** Its parts of loans. */
export function PortfolioPanel({ provider }: { provider: Provider }) {
  const portfolio = useApi<Schemas['PortfolioResponse']>('providers/portfolio/', { provider: provider.id });
  const sums: TableColumn<Sums>[] = (
    [
      [say('Lent'), 'lent'],
      [say('Outstanding'), 'principal_outstanding'],
      [say('Principal back'), 'principal_returned'],
      [say('Interest'), 'interest_earned'],
      [say('Late interest'), 'penalty_earned'],
      [say('Accrued, not paid'), 'accrued_interest'],
      [say('Lost'), 'principal_lost'],
      [say('Recovered'), 'recovered'],
    ] as const
  ).map(([label, name]) => ({ label, figure: true, value: (row) => money(row[name], provider.currency) }));
  return (
    <>
      <Loaded from={portfolio} height={240}>
        {({ total, by_status: byStatus, ageing }) => (
          <>
            <SimpleTable
              label={say('By status')}
              rows={[...byStatus, { ...total, status: 'together' }]}
              columns={[
                {
                  label: say('Status'),
                  value: (row) => (row.status === 'together' ? say('Total') : <Status value={row.status} />),
                },
                { label: say('Loans'), figure: true, value: (row) => count(row.loans) },
                ...sums,
              ]}
            />
            <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
              {say('Days past due')}
            </Typography>
            <SimpleTable
              label={say('Ageing')}
              rows={ageing}
              columns={[
                { label: say('Days'), value: (row) => daysInWords(row.days_past_due) },
                { label: say('Loans'), figure: true, value: (row) => count(row.loans) },
                {
                  label: say('Outstanding principal'),
                  figure: true,
                  value: (row) => money(row.principal_outstanding, provider.currency),
                },
              ]}
            />
          </>
        )}
      </Loaded>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        {say('Loan by loan')}
      </Typography>
      <Pager<Schemas['PortfolioLoanListResponse']>
        path="providers/portfolio/loans/"
        query={{ provider: provider.id }}
        limit={10}
      >
        {(rows) => (
          <SimpleTable
            label={say('Loan by loan')}
            rows={rows}
            columns={[
              { label: say('Loan'), value: (row) => <LoanRef loan={row.loan} number={row.loan_number} /> },
              { label: say('Status'), value: (row) => <Status value={row.status} /> },
              { label: say('Share'), figure: true, value: (row) => percent(row.share) },
              { label: say('Days late'), figure: true, value: (row) => row.days_past_due || '–' },
              ...sums,
            ]}
          />
        )}
      </Pager>
    </>
  );
}
