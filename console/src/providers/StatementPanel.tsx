import { Box } from '@mui/material';
import { useState } from 'react';
import { DownloadButton, PrintButton } from '../parts/DownloadButton';
import { Figures } from '../parts/Figures';
import { Ref } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { DatePick } from '../parts/DatePick';
import { date, money } from '../parts/format';
import { words } from '../parts/words';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import type { Provider, Schemas } from '../api/types';

/** Opening, every movement, closing. */
export function StatementPanel({ provider }: { provider: Provider }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const query = { provider: provider.id, from, to };
  const statement = useApi<Schemas['StatementResponse']>('providers/statement/', query);
  const amount = (text: string | null) => money(text, provider.currency);
  const balances = (row: Schemas['BalancesResponse']) => [
    ['Free to lend', amount(row.fund)] as const,
    ['In the wallet', amount(row.wallet)] as const,
    ['Lent', amount(row.lent)] as const,
    ['Owes the bank', amount(row.receivable)] as const,
  ];
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', my: 1.5 }}>
        <DatePick
          label="From"
          name="from"
          value={from}
          fallback={statement.data?.from}
          error={statement.error}
          onChange={setFrom}
        />
        <DatePick
          label="To"
          name="to"
          value={to}
          fallback={statement.data?.to}
          error={statement.error}
          onChange={setTo}
        />
        <DownloadButton path="providers/statement/" query={query} />
        <PrintButton path="providers/statement/pdf/" query={query} label="Statement" />
        <PrintButton
          path="providers/year_statement/pdf/"
          query={{ provider: provider.id, year: statement.data?.to.slice(0, 4) }}
          label="Year statement"
        />
      </Box>
      <Loaded from={statement} height={300}>
        {(found) => (
          <>
            <Figures
              rows={balances(found.opening).map(([label, value]) => [`${label}, opening`, value] as const)}
            />
            <Box sx={{ my: 2 }}>
              <SimpleTable
                label="Movements"
                rows={found.movements}
                empty="No movements in this time."
                columns={[
                  { label: 'Date', value: (row) => date(row.business_date) },
                  {
                    label: 'What',
                    value: (row) => `${words(row.kind)}${row.reversal ? ', taken back' : ''}`,
                  },
                  { label: 'Loan', value: (row) => <Ref kind="loan" id={row.loan} /> },
                  { label: 'Amount', figure: true, value: (row) => amount(row.amount) },
                  { label: 'Commission', figure: true, value: (row) => amount(row.commission) },
                  { label: 'Free to lend', figure: true, value: (row) => amount(row.balances.fund) },
                  { label: 'Wallet', figure: true, value: (row) => amount(row.balances.wallet) },
                  { label: 'Lent', figure: true, value: (row) => amount(row.balances.lent) },
                ]}
              />
            </Box>
            <Figures
              rows={balances(found.closing).map(([label, value]) => [`${label}, closing`, value] as const)}
            />
          </>
        )}
      </Loaded>
    </>
  );
}
