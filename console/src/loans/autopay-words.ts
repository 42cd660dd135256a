import { instrumentName } from '../../../web/instrument-name';
import type { Schemas } from '../api/types';
import { counted, date, money } from '../parts/format';
import { say } from '../words/say';

type Autopay = Schemas['AutopayResponse'];

const OFF: Record<NonNullable<Autopay['off_reason']>, string> = {
  asked: say('Switched off'),
  failed: say('Off: two debits in a row were refused or came back'),
  loan_closed: say('Off: nothing is collected for the loan any more'),
  instrument_gone: say('Off: the card or account was taken back'),
};

/** How a loan is collected by itself, and what comes next. */
export function autopayInWords(autopay: Autopay, currency: string): string {
  if (autopay.off_reason !== null) return OFF[autopay.off_reason];
  const { next_debit: next, lead_days: days } = autopay;
  const instrument = instrumentName(autopay.instrument_label, say);
  const from =
    days === 0
      ? say('{instrument}, on the due date', { instrument })
      : say('{instrument}, {days} before', { instrument, days: counted(days, 'day') });
  if (next === null) return from;
  return say('{from}; next {amount} on {date}', {
    from,
    amount: money(next.amount, currency),
    date: date(next.on),
  });
}
