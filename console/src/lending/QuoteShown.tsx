import { Alert, Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { counted, date, money, percent } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { say } from '../words/say';

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
          {say('There is not enough money for this loan now.')}{' '}
          {isToWait
            ? say(
                'The request would wait in the queue. It keeps the amount and the instalments; dates and cents are those of the day on which it begins.',
              )
            : mayWait
              ? say('The request would be refused, unless it may wait: go back to allow that.')
              : say('The request would be refused.')}
        </Alert>
      )}
      <Figures
        rows={[
          [say('Principal'), amount(quote.amount)],
          [say('Interest'), amount(quote.total_interest)],
          [say('Total to pay'), <strong key="total">{amount(quote.total_due)}</strong>],
          [
            say('Terms'),
            say('{rate} a year, {installments}', {
              rate: percent(quote.interest_rate),
              installments: counted(quote.installments, 'instalment'),
            }),
          ],
          [say('Annual percentage rate'), percent(quote.apr)],
          ...(first
            ? ([
                [
                  say('First instalment'),
                  say('{amount} on {date}', { amount: amount(first.total_due), date: date(first.due_date) }),
                ],
              ] as const)
            : []),
        ]}
      />
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        {say('Schedule')}
      </Typography>
      <SimpleTable
        label={say('Schedule')}
        rows={quote.schedule}
        columns={[
          { label: say('No.'), figure: true, value: (row) => row.nr },
          { label: say('Due'), value: (row) => date(row.due_date) },
          { label: say('Principal'), figure: true, value: (row) => amount(row.principal) },
          { label: say('Interest'), figure: true, value: (row) => amount(row.interest) },
          { label: say('To pay'), figure: true, value: (row) => amount(row.total_due) },
          { label: say('Still owed'), figure: true, value: (row) => amount(row.balance) },
        ]}
      />
    </>
  );
}
