import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { DownloadButton, PrintButton } from '../parts/DownloadButton';
import { Figures } from '../parts/Figures';
import { LoanRef } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { DatePick } from '../parts/DatePick';
import { count, date, money } from '../parts/format';
import { words } from '../parts/words';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import type { Provider, Schemas } from '../api/types';
import { say } from '../words/say';

/** So many movements are shown at once; the files have all of them. */
const STEP = 50;

/** Closing, the movements from the newest on, opening. */
export function StatementPanel({ provider }: { provider: Provider }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [shown, setShown] = useState(STEP);
  const query = { provider: provider.id, from, to };
  const statement = useApi<Schemas['StatementResponse']>(
    'providers/statement/',
    { ...query, newest: shown },
    { showsLast: true },
  );
  const amount = (text: string | null) => money(text, provider.currency);
  const balances = (row: Schemas['BalancesResponse']) => [
    [say('Free to lend'), amount(row.fund)] as const,
    [say('In the wallet'), amount(row.wallet)] as const,
    [say('Lent'), amount(row.lent)] as const,
    [say('Owes the bank'), amount(row.receivable)] as const,
  ];
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', my: 1.5 }}>
        <DatePick
          label={say('From')}
          name="from"
          value={from}
          fallback={statement.data?.from}
          error={statement.error}
          onChange={setFrom}
        />
        <DatePick
          label={say('To')}
          name="to"
          value={to}
          fallback={statement.data?.to}
          error={statement.error}
          onChange={setTo}
        />
        <DownloadButton path="providers/statement/" query={query} />
        <PrintButton path="providers/statement/pdf/" query={query} label={say('Statement')} />
        <PrintButton
          path="providers/year_statement/pdf/"
          query={{ provider: provider.id, year: statement.data?.to.slice(0, 4) }}
          label={say('Year statement')}
        />
      </Box>
      <Loaded from={statement} height={300}>
        {(found) => (
          <>
            <Figures
              rows={balances(found.closing).map(
                ([label, value]) => [say('{label}, closing', { label }), value] as const,
              )}
            />
            <Box sx={{ my: 2 }}>
              <SimpleTable
                label={say('Movements')}
                rows={found.movements.toReversed()}
                empty={say('No movements in this time.')}
                columns={[
                  { label: say('Date'), value: (row) => date(row.business_date) },
                  {
                    label: say('What'),
                    value: (row) =>
                      row.reversal ? say('{kind}, taken back', { kind: words(row.kind) }) : words(row.kind),
                  },
                  {
                    label: say('Loan'),
                    value: (row) => <LoanRef loan={row.loan} number={row.loan_number} />,
                  },
                  { label: say('Amount'), figure: true, value: (row) => amount(row.amount) },
                  { label: say('Commission'), figure: true, value: (row) => amount(row.commission) },
                  { label: say('Free to lend'), figure: true, value: (row) => amount(row.balances.fund) },
                  { label: say('Wallet'), figure: true, value: (row) => amount(row.balances.wallet) },
                  { label: say('Lent'), figure: true, value: (row) => amount(row.balances.lent) },
                ]}
              />
              {found.movement_count > found.movements.length && (
                <Button
                  size="small"
                  sx={{ mt: 1 }}
                  onClick={() => {
                    setShown(shown + STEP);
                  }}
                >
                  {say('Show more: {shown} of {all}', {
                    shown: count(found.movements.length),
                    all: count(found.movement_count),
                  })}
                </Button>
              )}
            </Box>
            <Figures
              rows={balances(found.opening).map(
                ([label, value]) => [say('{label}, opening', { label }), value] as const,
              )}
            />
          </>
        )}
      </Loaded>
    </>
  );
}
