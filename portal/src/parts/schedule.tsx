import { useSpeech } from '../words/speech';
import { Status } from './ui';

export interface ScheduleRow {
  nr: number;
  due_date: string;
  principal: string;
  interest: string;
  total_due: string;
  balance: string;
  penalty?: string;
  paid?: string;
  state?: string;
}

interface ScheduleProps {
  rows: readonly ScheduleRow[];
  currency: string;
  onWhy?: (nr: number) => void;
}

/** Instalments: a table where there is room, cards on a phone. */
export function Schedule({ rows, currency, onWhy }: ScheduleProps) {
  const { say, money, date } = useSpeech();
  const why = (nr: number) =>
    onWhy && (
      <button
        type="button"
        className="plain"
        aria-label={say('schedule.whyOf', { nr })}
        onClick={() => {
          onWhy(nr);
        }}
      >
        {say('schedule.why')}
      </button>
    );
  const hasState = rows.some(({ state }) => state !== undefined);
  const hasPenalty = rows.some(({ penalty }) => penalty !== undefined && /[1-9]/.test(penalty));
  return (
    <div className="schedule">
      <table className="table">
        <caption className="hidden">{say('schedule.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('schedule.due')}</th>
            <th scope="col">{say('principal')}</th>
            <th scope="col">{say('interest')}</th>
            {hasPenalty && <th scope="col">{say('penalty')}</th>}
            <th scope="col">{say('schedule.total')}</th>
            <th scope="col">{say('schedule.balance')}</th>
            {hasState && <th scope="col">{say('schedule.state')}</th>}
            {onWhy && (
              <th scope="col">
                <span className="hidden">{say('schedule.why')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.nr}>
              <td>{date(row.due_date)}</td>
              <td>{money(row.principal, currency)}</td>
              <td>{money(row.interest, currency)}</td>
              {hasPenalty && <td>{money(row.penalty ?? '0', currency)}</td>}
              <td>
                <strong>{money(row.total_due, currency)}</strong>
              </td>
              <td>{money(row.balance, currency)}</td>
              {hasState && <td>{row.state && <RowState of={row.state} />}</td>}
              {onWhy && <td>{why(row.nr)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.nr}>
            <div>
              <strong>{date(row.due_date)}</strong>
              <div className="small soft">
                {say('schedule.parts', {
                  principal: money(row.principal, currency),
                  interest: money(row.interest, currency),
                })}
                {row.penalty !== undefined && /[1-9]/.test(row.penalty) && (
                  <> {say('schedule.withPenalty', { penalty: money(row.penalty, currency) })}</>
                )}
              </div>
              {why(row.nr)}
            </div>
            <div>
              <strong className="number">{money(row.total_due, currency)}</strong>
              {row.state && (
                <div>
                  <RowState of={row.state} />
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function RowState({ of }: { of: string }) {
  return <Status of={of} />;
}
