import { useRead } from '../api/use';
import type { List, Loan, Schemas } from '../api/types';
import { Card, Loaded, Nothing } from '../parts/ui';
import { useSpeech } from '../words/speech';

/** What happened to a loan, newest first. */
export function Timeline({ loan }: { loan: Loan }) {
  const { say, has, money, date } = useSpeech();
  const history = useRead<List<Schemas['HappeningResponse']>>(`loans/${loan.id}/history/`, {
    ordering: '-created_at',
    limit: 50,
  });
  return (
    <Card title={say('timeline.title')}>
      <Loaded of={history}>
        {({ results }) =>
          results.length === 0 ? (
            <Nothing say="timeline.nothing" />
          ) : (
            <ol className="timeline">
              {results.map(({ id, kind, amount, business_date: on, after }) => {
                const key = `event.${kind}`;
                return (
                  <li key={id}>
                    <strong>{has(key) ? say(key) : kind}</strong>
                    {amount !== null && <> · {money(amount, loan.currency)}</>}
                    <div className="small soft">
                      {date(on)} ·{' '}
                      {say('timeline.left', { amount: money(after.remaining_balance, loan.currency) })}
                    </div>
                  </li>
                );
              })}
            </ol>
          )
        }
      </Loaded>
    </Card>
  );
}
