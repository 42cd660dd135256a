import CalculateIcon from '@mui/icons-material/Calculate';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { date, money } from '../parts/format';

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
      name={count === null ? 'Count the till' : 'Count again'}
      icon={<CalculateIcon />}
      text={
        `The cash that was in ${isOwn ? 'your till' : `the till of ${name}`} at the end of ${date(on)}. No money moves: ` +
        'the difference is kept, with who counted.' +
        (count === null ? '' : ' The count that is there stays on record.')
      }
      path="reports/counter/count/"
      fields={[
        {
          name: 'counted',
          label: `Counted, in ${currency}`,
          kind: 'amount',
          currency,
          help: `The receipts make ${money(cash, currency)}.`,
        },
      ]}
      body={(values) => ({ on, user, ...values, ...(count !== null && { again: true }) })}
      done="The count is kept."
    />
  );
}
