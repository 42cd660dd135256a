import CalculateIcon from '@mui/icons-material/Calculate';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { date, money } from '../parts/format';
import { say } from '../words/say';

/** Keeps what was counted in a till beside what its receipts make. */
export function CountTill({
  on,
  currency,
  teller: { user, name, cash, count },
  isOwn,
}: {
  on: string;
  currency: string;
  teller: Schemas['TellerResponse'];
  isOwn: boolean;
}) {
  return (
    <Command
      name={count === null ? say('Count the till') : say('Count again')}
      icon={<CalculateIcon />}
      text={
        isOwn
          ? say(
              'The cash that was in your till at the end of {date}. No money moves: the difference is kept, with who counted.',
              { date: date(on) },
            )
          : say(
              'The cash that was in the till of {name} at the end of {date}. No money moves: the difference is kept, with who counted.',
              { name, date: date(on) },
            )
      }
      path="reports/counter/count/"
      fields={[
        {
          name: 'counted',
          label: say('Counted, in {currency}', { currency }),
          kind: 'amount',
          currency,
          help: say('The receipts make {amount}.', { amount: money(cash, currency) }),
        },
      ]}
      body={(values) => ({ on, user, ...values, ...(count !== null && { again: true }) })}
      done={say('The count is kept.')}
    />
  );
}
