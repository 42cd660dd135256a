import { fromMinor, toMinor, decimalsOf } from '../words/amounts';
import { useSpeech } from '../words/speech';
import { AmountField, Labelled, typedAmount, type Typed } from './fields';

interface LoanFormProps {
  amount: Typed;
  onAmount: (typed: Typed) => void;
  installments: number;
  onInstallments: (count: number) => void;
  range: { min: string; max: string };
  mostInstallments: number;
  currency: string;
}

/** Amount and instalments, each by a slider and by typing. */
export function LoanForm(props: LoanFormProps) {
  const { amount, onAmount, installments, onInstallments, range, mostInstallments, currency } = props;
  const { say, money, notation } = useSpeech();
  const [min, max] = [toMinor(range.min), toMinor(range.max)];
  const step = niceStep(max - min, decimalsOf(currency));
  const steps = step > 0n ? (max - min) / step : 0n;
  const typed = amount.amount === null ? null : toMinor(amount.amount);
  const isOutside = typed !== null && (typed < min || typed > max);
  const position = typed === null ? 0n : clamp((typed - min) / (step > 0n ? step : 1n), steps);
  const between = say('range', { min: money(range.min, currency), max: money(range.max, currency) });
  return (
    <div className="stack">
      <div>
        <AmountField
          label={say('loan.amount')}
          value={amount}
          currency={currency}
          onTyped={onAmount}
          hint={between}
          fault={
            isOutside
              ? say('range.outside', { min: money(range.min, currency), max: money(range.max, currency) })
              : undefined
          }
        />
        {steps > 1n && (
          <input
            type="range"
            aria-label={say('loan.amountSlider')}
            aria-valuetext={amount.amount === null ? undefined : money(amount.amount, currency)}
            min={0}
            max={Number(steps)}
            value={Number(position)}
            onChange={(event) => {
              const chosen = min + BigInt(event.target.value) * step;
              const decimal = fromMinor(
                event.target.value === String(steps) ? max : chosen,
                decimalsOf(currency),
              );
              onAmount(typedAmount(decimal, notation, currency));
            }}
          />
        )}
      </div>
      {mostInstallments > 1 && (
        <Labelled label={say('loan.installments', { count: installments })}>
          {(control) => (
            <input
              {...control}
              type="range"
              min={1}
              max={mostInstallments}
              value={installments}
              onChange={(event) => {
                onInstallments(Number(event.target.value));
              }}
            />
          )}
        </Labelled>
      )}
    </div>
  );
}

const ROUND = [1n, 2n, 5n];

/** At most a hundred steps, each a round amount. */
function niceStep(span: bigint, decimals: number): bigint {
  for (let power = 10n ** BigInt(decimals); ; power *= 10n) {
    const found = ROUND.find((factor) => factor * power * 100n >= span);
    if (found !== undefined) return found * power;
  }
}

const clamp = (value: bigint, max: bigint) => (value < 0n ? 0n : value > max ? max : value);

/** Ten times the least, but no more than the most. */
export function sampleOf({ min, max }: { min: string; max: string }, currency: string): string {
  const tenfold = toMinor(min) * 10n;
  const most = toMinor(max);
  return fromMinor(tenfold < most ? tenfold : most, decimalsOf(currency));
}
