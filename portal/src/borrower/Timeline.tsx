import { useRead } from '../api/use';
import type { List, Loan, Schemas } from '../api/types';
import { Card, Loaded, Nothing } from '../parts/ui';
import { decimalsOf, fromMinor, toMinor } from '../words/amounts';
import { useSpeech } from '../words/speech';

type Happening = Schemas['HappeningResponse'];
/** Happenings of one kind in a row, newest first, as one. */
type Spell = Happening & { since: string };

/** What happened to a loan, newest first. */
export function Timeline({ loan }: { loan: Loan }) {
  const { say, has, money, date } = useSpeech();
  const history = useRead<List<Happening>>(`loans/${loan.id}/history/`, {
    ordering: '-created_at',
    limit: 100,
  });
  return (
    <Card title={say('timeline.title')}>
      <Loaded of={history}>
        {({ results }) =>
          results.length === 0 ? (
            <Nothing say="timeline.nothing" />
          ) : (
            <ol className="timeline">
              {spellsIn(results, loan.currency).map(
                ({ id, kind, amount, business_date: on, since, after }) => {
                  const key = `event.${kind}`;
                  return (
                    <li key={id}>
                      <div className="row apart">
                        <strong>{has(key) ? say(key) : kind}</strong>
                        {amount !== null && <span className="number">{money(amount, loan.currency)}</span>}
                      </div>
                      <div className="small soft">
                        {since === on
                          ? date(on)
                          : say('timeline.period', { from: date(since), to: date(on) })}
                      </div>
                      <div className="small soft">
                        {say('timeline.left', { amount: money(after.remaining_balance, loan.currency) })}
                      </div>
                    </li>
                  );
                },
              )}
            </ol>
          )
        }
      </Loaded>
    </Card>
  );
}

/** Late interest comes day by day: what came in a row is one line. */
function spellsIn(happenings: readonly Happening[], currency: string): Spell[] {
  const spells: Spell[] = [];
  for (const happening of happenings) {
    const last = spells.at(-1);
    if (happening.kind === 'late_interest' && last?.kind === 'late_interest') {
      const sum = toMinor(last.amount ?? '0') + toMinor(happening.amount ?? '0');
      last.amount = fromMinor(sum, decimalsOf(currency));
      last.since = happening.business_date;
    } else spells.push({ ...happening, since: happening.business_date });
  }
  return spells;
}
