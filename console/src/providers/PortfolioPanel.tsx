import { Typography } from '@mui/material';
import { Ref } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { Status } from '../parts/Status';
import { count, money, percent } from '../parts/format';
import { Pager } from '../parts/Pager';
import { SimpleTable, type TableColumn } from '../parts/SimpleTable';
import { words } from '../parts/words';
import { useApi } from '../parts/use-api';
import type { Provider, Schemas } from '../api/types';

/** The sums that a total, a status and a loan have in common. */
type Sums = Omit<Schemas['PortfolioTotalResponse'], 'loans'>;

/** "1-30" and "current" as people read them. */
const daysInWords = (bucket: string) =>
  /^\d/.test(bucket)
    ? `${bucket.replace('-', '–')} days`
    : bucket.startsWith('over')
      ? `${words(bucket)} days`
      : words(bucket);

/** Its parts of loans. */
export function PortfolioPanel({ provider }: { provider: Provider }) {
  const portfolio = useApi<Schemas['PortfolioResponse']>('providers/portfolio/', { provider: provider.id });
  const sums: TableColumn<Sums>[] = (
    [
      ['Lent', 'lent'],
      ['Outstanding', 'principal_outstanding'],
      ['Principal back', 'principal_returned'],
      ['Interest', 'interest_earned'],
      ['Late interest', 'penalty_earned'],
      ['Accrued, not paid', 'accrued_interest'],
      ['Lost', 'principal_lost'],
      ['Recovered', 'recovered'],
    ] as const
  ).map(([label, name]) => ({ label, figure: true, value: (row) => money(row[name], provider.currency) }));
  return (
    <>
      <Loaded from={portfolio} height={240}>
        {({ total, by_status: byStatus, ageing }) => (
          <>
            <SimpleTable
              label="By status"
              rows={[...byStatus, { ...total, status: 'together' }]}
              columns={[
                {
                  label: 'Status',
                  value: (row) => (row.status === 'together' ? 'Together' : <Status value={row.status} />),
                },
                { label: 'Loans', figure: true, value: (row) => count(row.loans) },
                ...sums,
              ]}
            />
            <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
              Days past due
            </Typography>
            <SimpleTable
              label="Ageing"
              rows={ageing}
              columns={[
                { label: 'Days', value: (row) => daysInWords(row.days_past_due) },
                { label: 'Loans', figure: true, value: (row) => count(row.loans) },
                {
                  label: 'Outstanding principal',
                  figure: true,
                  value: (row) => money(row.principal_outstanding, provider.currency),
                },
              ]}
            />
          </>
        )}
      </Loaded>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        Loan by loan
      </Typography>
      <Pager<Schemas['PortfolioLoanListResponse']>
        path="providers/portfolio/loans/"
        query={{ provider: provider.id }}
        limit={10}
      >
        {(rows) => (
          <SimpleTable
            label="Loan by loan"
            rows={rows}
            columns={[
              { label: 'Loan', value: (row) => <Ref kind="loan" id={row.loan} /> },
              { label: 'Status', value: (row) => <Status value={row.status} /> },
              { label: 'Share', figure: true, value: (row) => percent(row.share) },
              { label: 'Days late', figure: true, value: (row) => row.days_past_due || '–' },
              ...sums,
            ]}
          />
        )}
      </Pager>
    </>
  );
}
