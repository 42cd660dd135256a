import type { Schemas } from '../api/types';
import { Dialog } from '../parts/Dialog';
import { Button, Figures } from '../parts/ui';
import { useSpeech } from '../words/speech';
import { isSome } from './loans';

interface WhyProps {
  row: Schemas['ScheduleRowResponse'];
  currency: string;
  onClose: () => void;
}

/** How the figures of an instalment came about, in words and in currency. */
export function Why({ row, currency, onClose }: WhyProps) {
  const { say, money, date, percent } = useSpeech();
  const { explanation } = row;
  return (
    <Dialog isOpen title={say('why.title', { date: date(row.due_date) })} onClose={onClose}>
      <Figures
        asLines
        of={[
          [say('principal'), money(row.principal, currency)],
          [say('interest'), money(row.interest, currency)],
          ...(isSome(row.penalty)
            ? [[say('penalty'), money(row.penalty, currency)] as [string, string]]
            : []),
          [say('schedule.total'), money(row.total_due, currency)],
        ]}
      />
      {explanation && (
        <div className="stack tight">
          <h3>{say('why.interest')}</h3>
          {explanation.segments.map((part) => (
            <p key={part.from}>
              {say('why.segment', {
                balance: money(part.balance, currency),
                rate: percent(explanation.rate),
                fraction: part.year_fraction,
                from: date(part.from),
                to: date(part.to),
              })}
            </p>
          ))}
          <p className="hint">{say(explanation.running ? 'why.runningRounding' : 'why.rounding')}</p>
          {isSome(row.penalty) && (
            <>
              <h3>{say('why.penalty')}</h3>
              {explanation.penalty.segments.map((part) => (
                <p key={part.from}>
                  {say('why.penaltySegment', {
                    amount: money(part.amount, currency),
                    rate: percent(explanation.penalty.rate),
                    days: part.days,
                    from: date(part.from),
                    to: date(part.to),
                  })}
                </p>
              ))}
            </>
          )}
        </div>
      )}
      <Button kind="quiet" onClick={onClose}>
        {say('close')}
      </Button>
    </Dialog>
  );
}
