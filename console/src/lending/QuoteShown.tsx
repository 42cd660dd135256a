import { Alert, Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { date, money, percent } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { SAYS } from './words';

/** What a loan would cost, before it is asked for. */
export function QuoteShown({
  quote,
  mayWait,
  isToWait,
}: {
  quote: Schemas['QuoteResponse'];
  mayWait: boolean;
  isToWait: boolean;
}) {
  const amount = (text: string) => money(text, quote.currency);
  const [first] = quote.schedule;
  return (
    <>
      {!quote.can_be_funded && (
        <Alert severity={isToWait ? 'info' : 'warning'} sx={{ mb: 2 }}>
          {SAYS.notNow} {isToWait ? SAYS.waits : mayWait ? SAYS.refusedUnlessQueue : SAYS.refused}
        </Alert>
      )}
      <Figures
        rows={[
          ['Principal', amount(quote.amount)],
          ['Interest', amount(quote.total_interest)],
          ['To pay in all', <strong key="total">{amount(quote.total_due)}</strong>],
          ['Terms', SAYS.terms(percent(quote.interest_rate), quote.installments)],
          ['Annual percentage rate', percent(quote.apr)],
          ...(first
            ? ([['First instalment', `${amount(first.total_due)} on ${date(first.due_date)}`]] as const)
            : []),
        ]}
      />
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        {SAYS.schedule}
      </Typography>
      <SimpleTable
        label={SAYS.schedule}
        rows={quote.schedule}
        columns={[
          { label: 'No.', figure: true, value: (row) => row.nr },
          { label: 'Due', value: (row) => date(row.due_date) },
          { label: 'Principal', figure: true, value: (row) => amount(row.principal) },
          { label: 'Interest', figure: true, value: (row) => amount(row.interest) },
          { label: 'To pay', figure: true, value: (row) => amount(row.total_due) },
          { label: 'Left', figure: true, value: (row) => amount(row.balance) },
        ]}
      />
    </>
  );
}
