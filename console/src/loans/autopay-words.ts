import type { Schemas } from '../api/types';
import { counted, date, money } from '../parts/format';

type Autopay = Schemas['AutopayResponse'];

const OFF: Record<NonNullable<Autopay['off_reason']>, string> = {
  asked: 'Switched off',
  failed: 'Off: two debits in a row were refused or came back',
  loan_closed: 'Off: nothing is collected for the loan any more',
  instrument_gone: 'Off: the card or account was taken back',
};

/** How a loan is collected by itself, and what comes next. */
export function autopayInWords(autopay: Autopay, currency: string): string {
  if (autopay.off_reason !== null) return OFF[autopay.off_reason];
  const { next_debit: next, lead_days: days } = autopay;
  const from = `${autopay.instrument_label}, ${days === 0 ? 'on the due date' : `${counted(days, 'day')} before`}`;
  return next === null ? from : `${from}; next ${money(next.amount, currency)} on ${date(next.on)}`;
}
