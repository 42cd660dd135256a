import { useState } from 'react';
import type { Loan, Schemas } from '../api/types';
import { PrintButton } from '../parts/DownloadButton';
import { Figures } from '../parts/Figures';
import { Loaded } from '../parts/Loaded';
import { DatePick } from '../parts/DatePick';
import { date, money } from '../parts/format';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';

/** What closes the loan on a date. */
export function Payoff({ loan }: { loan: Loan }) {
  const [on, setOn] = useState('');
  const payoff = useApi<Schemas['PayoffResponse']>(`loans/${loan.id}/payoff/`, { date: on });
  return (
    <>
      <DatePick
        label={say('Paid off on')}
        name="date"
        value={on}
        fallback={payoff.data?.date}
        error={payoff.error}
        onChange={setOn}
      />
      <Loaded from={payoff} height={60}>
        {(figure) => (
          <>
            <Figures
              rows={[
                [
                  say('To pay on {date}', { date: date(figure.date) }),
                  <strong key="total">{money(figure.total, figure.currency)}</strong>,
                ],
                [say('Principal'), money(figure.principal, figure.currency)],
                [say('Interest'), money(figure.interest, figure.currency)],
                [say('Late interest'), money(figure.penalty, figure.currency)],
                [say('Recovery'), money(figure.recovery, figure.currency)],
              ]}
            />
            <PrintButton
              path={`loans/${loan.id}/payoff/pdf/`}
              query={{ date: figure.date }}
              label={say('Payoff letter')}
            />
          </>
        )}
      </Loaded>
    </>
  );
}
