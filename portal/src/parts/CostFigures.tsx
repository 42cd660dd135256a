import type { Cost } from '../api/types';
import { useSpeech } from '../words/speech';
import { Schedule } from './schedule';
import { Big, Figures } from './ui';

/** What a loan costs: the instalment first, since that is what people can or cannot pay. */
export function CostFigures({ cost }: { cost: Cost }) {
  const { say, money, percent, date } = useSpeech();
  const first = cost.schedule[0];
  const last = cost.schedule.at(-1);
  const areEqual = cost.schedule.every(({ total_due: due }) => due === first?.total_due);
  return (
    <div className="stack">
      <div>
        <Big>{money(first?.total_due ?? '0', cost.currency)}</Big>
        <p className="soft">
          {say(areEqual ? 'cost.each' : 'cost.eachAbout', {
            count: cost.installments,
            first: date(first?.due_date ?? cost.start_date),
            last: date(last?.due_date ?? cost.start_date),
          })}
        </p>
      </div>
      <Figures
        asLines
        of={[
          [say('cost.youGet'), money(cost.amount, cost.currency)],
          [say('cost.interest'), money(cost.total_interest, cost.currency)],
          [say('cost.total'), money(cost.total_due, cost.currency)],
          [say('cost.rate'), percent(cost.interest_rate)],
          [say('cost.aprEu'), cost.apr_eu === null ? '—' : percent(cost.apr_eu)],
          [say('cost.aprUs'), cost.apr === null ? '—' : percent(cost.apr)],
        ]}
      />
      <p className="hint">{say('cost.aprSaid')}</p>
      <details>
        <summary>{say('schedule.title')}</summary>
        <Schedule rows={cost.schedule} currency={cost.currency} />
      </details>
    </div>
  );
}
