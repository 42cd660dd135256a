import type { Schemas } from '../api/types';
import { date, money } from '../parts/format';
import { words } from '../parts/words';
import { PURPOSES } from '../transfers/transfer-words';
import { arrow, listed, say } from '../words/say';

type Purpose = keyof typeof PURPOSES;

const AMOUNT = /^-?\d+\.\d+$/;
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** What happened, by the type of the event. */
const TYPES: Record<string, string> = {
  '*': say('Everything'),
  'loan.requested': say('Loan requested'),
  'loan.queued': say('Loan waits for money'),
  'loan.disbursed': say('Loan granted'),
  'loan.cancelled': say('Loan cancelled'),
  'loan.expired': say('Loan waited too long'),
  'loan.refused': say('Loan refused'),
  'loan.undone': say('Loan undone'),
  'loan.overdue': say('Loan overdue'),
  'loan.defaulted': say('Loan in default'),
  'loan.written_off': say('Loan written off'),
  'loan.paid_off': say('Loan paid off'),
  'loan.reopened': say('Loan owed again'),
  'loan.rebooked': say('Payments divided anew'),
  'payment.received': say('Payment received'),
  'payment.recovered': say('Money recovered'),
  'payment.reversed': say('Payment taken back'),
  'reminder.due': say('Reminder due'),
  'notice.due': say('Notice due'),
  'promise.made': say('Promise to pay'),
  'promise.kept': say('Promise was kept'),
  'promise.broken': say('Promise was broken'),
  'autopay.ended': say('Automatic debits ended'),
  'provider.deposited': say('Provider deposited'),
  'provider.withdrew': say('Provider withdrew'),
  'provider.reinvested': say('Provider reinvested'),
  'provider.deposit_returned': say('Provider deposit taken back'),
  'provider.withdrawal_returned': say('Withdrawal came back'),
  'provider.funded_loan': say('Provider funded a loan'),
  'provider.share_paid': say('Share of a provider'),
  'provider.share_taken_back': say('Share taken back'),
  'provider.mandate_changed': say('Mandate changed'),
  'provider.erased': say('Provider erased'),
  'customer.erased': say('Customer erased'),
  'customer.credited': say('Customer got credit'),
  'customer.score_changed': say('Credit score changed'),
  'transfer.changed': say('Transfer changed'),
  'proposal.made': say('Proposal to confirm'),
  'proposal.ended': say('Proposal decided'),
  'configuration.changed': say('Terms changed'),
  'endpoint.failing': say('Endpoint fails'),
  'endpoint.gone': say('Endpoint is gone'),
  'care.requested': say('Borrower asked for help'),
  'care.answered': say('Request for help answered'),
  'care.withdrawn': say('Request for help taken back'),
  'day.closed': say('Day closed'),
};

export function typeInWords(type: string): string {
  return TYPES[type] ?? words(type.replace('.', '_'));
}

/** What an event is about. */
export const SUBJECTS = {
  loan: say('Loan'),
  payment: say('Payment'),
  provider: say('Provider'),
  customer: say('Customer'),
  transfer: say('Transfer'),
  configuration: say('Configuration'),
  day: say('Business date'),
  endpoint: say('Endpoint'),
  proposal: say('Proposal'),
} satisfies Record<Schemas['EventResponse']['subject']['type'], string>;

/** The types that an endpoint wants, as people read them. */
export function typesInWords(types: readonly string[]): string {
  return listed(types.map(typeInWords));
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What a transfer is for has words of its own. */
const codeInWords = (code: string): string => (code in PURPOSES ? PURPOSES[code as Purpose] : words(code));

/** What an event says in one line: amounts, states and dates; what something was before stands in front of it. */
export function dataInWords({ before, currency, ...data }: Record<string, unknown>): string {
  const shown = (value: unknown): string => {
    const text = String(value);
    if (DATE.test(text)) return date(text);
    return AMOUNT.test(text) && typeof currency === 'string' ? money(text, currency) : codeInWords(text);
  };
  const said = Object.entries(data)
    .filter(([, value]) => value !== null && typeof value !== 'object' && typeof value !== 'boolean')
    .filter(([, value]) => !ID.test(String(value)))
    .map(([name, value]) => {
      if (name === 'balance') return say('{amount} owed', { amount: shown(value) });
      return name === 'version' ? say('Version {version}', { version: String(value) }) : shown(value);
    });
  const [first = '', ...others] = said;
  const changed = before === undefined || before === null ? first : `${shown(before)} ${arrow()} ${first}`;
  return [changed, ...others].filter(Boolean).join(' · ');
}
