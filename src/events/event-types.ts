import {
  amount,
  count,
  currency,
  date,
  orNull,
  uuid,
  uuids,
  word,
  yesOrNo,
  type Field,
  type Fields,
} from './event-fields.js';

/** What an event is about. Its numbers tell the order of the events of one subject. */
export const SUBJECTS = [
  'loan',
  'payment',
  'provider',
  'customer',
  'transfer',
  'configuration',
  'day',
  'endpoint',
  'proposal',
] as const;
export type SubjectType = (typeof SUBJECTS)[number];

interface TypeOf<F extends Fields> {
  subject: SubjectType;
  /** When it is told, in a sentence. */
  about: string;
  data: F;
  /** There would be many of it, one for each lender: it is only written while somebody wants it. */
  onDemand?: true;
}

const about = <F extends Fields>(subject: SubjectType, text: string, data: F): TypeOf<F> => ({
  subject,
  about: text,
  data,
});
const onDemand = <F extends Fields>(subject: SubjectType, text: string, data: F): TypeOf<F> => ({
  ...about(subject, `${text} It is only written while an endpoint or a preference wants it.`, data),
  onDemand: true,
});

const principal = { amount: amount('The principal.'), currency };
const owed = { balance: amount('What is left to pay.', '840.00'), currency };
const paid = {
  amount: amount('What was paid.', '210.00'),
  balance: amount('What is left to pay on the loan.', '840.00'),
  currency,
  loan_status: word('The status of the loan after it.', 'active'),
};
const promise = {
  amount: amount('What was promised.', '210.00'),
  currency,
  due_date: date('The date by which it is to be paid.'),
};
const proposal = {
  kind: word(
    '`resolve`: where a transfer in review ended; `bank_loss`: that a customer will never pay.',
    'resolve',
  ),
  transfer: orNull(uuid('The transfer, where it is about one.')),
};
const movement = {
  movement: uuid('The movement of the provider’s money.'),
  amount: amount('What was moved.', '5000.00'),
  currency,
  transfer: orNull(uuid('The transfer that brings or takes it, if there is one.')),
};
const share = {
  amount: amount('The share: of principal, interest and late interest together.', '70.00'),
  currency,
  payment: orNull(uuid('The payment that it is of, if it is of one.')),
};

/**
 * Everything that is told. A type has one schema for ever: what would break a reader is a new type. Data are ids, states
 * and amounts, never names or texts that people typed: whoever wants more asks the API, under rights of his own.
 */
export const EVENT_TYPES = {
  'loan.requested': about('loan', 'A loan was requested, and not refused.', principal),
  'loan.queued': about('loan', 'A loan waits in the funding queue.', principal),
  'loan.disbursed': about('loan', 'A loan was granted and runs from today.', {
    ...principal,
    by_transfer: yesOrNo('Whether a transfer brings the money; else it was paid out at once.', false),
    waited: yesOrNo('Whether the loan had waited in the funding queue.', false),
  }),
  'loan.cancelled': about('loan', 'A loan that waited was cancelled.', principal),
  'loan.expired': about('loan', 'A loan has waited too long and was given up.', principal),
  'loan.refused': about('loan', 'A loan that waited cannot be granted any more.', principal),
  'loan.undone': about('loan', 'A loan was undone, because its money did not reach the borrower.', principal),
  'loan.overdue': about('loan', 'The end of a day marked a loan as overdue.', owed),
  'loan.defaulted': about('loan', 'The end of a day marked a loan as in default.', owed),
  'loan.written_off': about('loan', 'A loan was written off.', {
    ...owed,
    amount: amount('The principal that its lenders lost.', '700.00'),
  }),
  'loan.paid_off': about('loan', 'A loan was paid off.', {
    currency,
    payment: orNull(uuid('The last payment.')),
  }),
  'loan.reopened': about('loan', 'A loan that was paid off is owed again: a payment was taken back.', {
    ...owed,
    payment: orNull(uuid('The payment that was taken back.')),
  }),
  'loan.rebooked': about('loan', 'Earlier payments of a loan were divided anew.', {
    payments: uuids('The payments whose parts are others now.'),
  }),
  'payment.received': about('payment', 'A payment was received.', paid),
  'payment.recovered': about('payment', 'Money came in on a loan that is written off.', paid),
  'payment.reversed': about('payment', 'A payment was taken back.', paid),
  'reminder.due': about('loan', 'A borrower is to be reminded of an instalment.', {
    amount: amount('What falls due and is not on its way.', '210.00'),
    currency,
    due_date: date('When it falls due.'),
  }),
  'notice.due': about('loan', 'A borrower is to be told that an instalment is past due.', {
    amount: amount('What was due.', '210.00'),
    currency,
    due_date: date('When it was due.'),
  }),
  'promise.made': about('loan', 'A borrower promised to pay by a date.', promise),
  'promise.kept': about('loan', 'A promise to pay was kept.', promise),
  'promise.broken': about('loan', 'A promise to pay was broken.', promise),
  'autopay.ended': about('loan', 'Nothing is collected by itself for a loan any more.', {
    reason: word('`asked`, `failed`, `loan_closed` or `instrument_gone`.', 'failed'),
  }),
  'provider.deposited': about('provider', 'Money was added to a provider’s fund.', movement),
  'provider.withdrew': about('provider', 'Money was taken out of a provider’s wallet.', movement),
  'provider.reinvested': about('provider', 'Money was moved from a provider’s wallet to the fund.', movement),
  'provider.deposit_returned': about('provider', 'A deposit was taken back by its gateway.', movement),
  'provider.withdrawal_returned': about(
    'provider',
    'A withdrawal came back into the provider’s wallet.',
    movement,
  ),
  'provider.funded_loan': onDemand('provider', 'A provider’s money became part of a loan.', {
    amount: amount('The part.', '350.00'),
    currency,
  }),
  'provider.share_paid': onDemand('provider', 'A provider got a share of a payment.', share),
  'provider.share_taken_back': onDemand('provider', 'A share was taken back from a provider.', share),
  'provider.mandate_changed': about('provider', 'What a provider allows to be done was changed.', {
    version: count('The version of the mandate.', 2),
  }),
  'provider.erased': about(
    'provider',
    'A loan provider was erased: whoever keeps something of the person elsewhere removes it too. Told again when what had come since was removed.',
    {},
  ),
  'customer.erased': about(
    'customer',
    'A customer was erased: whoever keeps something of the person elsewhere removes it too. Told again when what had come since was removed.',
    {},
  ),
  'customer.credited': about('customer', 'A customer has more credit with the bank than before.', {
    amount: amount('By how much it grew.', '15.00'),
    currency,
  }),
  'customer.score_changed': about('customer', 'The credit score of a customer changed.', {
    score: count('The score now.', 640),
    before: count('The score before.', 600),
  }),
  'transfer.changed': about('transfer', 'A transfer was opened, or went a step further.', {
    state: word('The state now.', 'succeeded'),
    before: orNull(word('The state before; null for one that was opened.', 'pending')),
    purpose: word('What it is for.', 'repayment'),
    amount: amount('What it moves.', '210.00'),
    currency,
  }),
  'proposal.made': about('proposal', 'A member of staff proposed what another one has to confirm.', proposal),
  'proposal.ended': about('proposal', 'A proposal was confirmed, and done, or another one took its place.', {
    ...proposal,
    confirmed: yesOrNo('Whether a second member of staff said the same.', true),
  }),
  'configuration.changed': about('configuration', 'The terms of new loans were changed.', {
    version: count('The version of the configuration.', 3),
  }),
  'endpoint.failing': about('endpoint', 'Nothing has reached a webhook endpoint for 1, 3 or 5 days.', {
    days: count('For how many days.', 3),
    disabled: yesOrNo('Whether it was switched off for it.', false),
  }),
  'endpoint.gone': about('endpoint', 'A webhook endpoint answered 410: nothing is sent to it any more.', {}),
  'care.requested': about('loan', 'A borrower who cannot pay as agreed asked the bank for something.', {
    request: uuid('The request.'),
    kind: word('`holiday`, `reschedule`, `hardship` or `other`.', 'holiday'),
  }),
  'care.answered': about('loan', 'The bank answered what a borrower asked for.', {
    request: uuid('The request.'),
    kind: word('As it was asked for.', 'holiday'),
    state: word(
      '`granted` or `declined`. The loan is as it was: what was granted is entered apart.',
      'granted',
    ),
  }),
  'care.withdrawn': about('loan', 'A borrower took a request back.', {
    request: uuid('The request.'),
    kind: word('As it was asked for.', 'holiday'),
  }),
  'day.closed': about('day', 'A business date was closed.', { date: date('The date.') }),
} satisfies Record<string, TypeOf<Fields>>;

export type EventType = keyof typeof EVENT_TYPES;
export type DataOf<T extends EventType> = {
  [K in keyof (typeof EVENT_TYPES)[T]['data']]: (typeof EVENT_TYPES)[T]['data'][K] extends Field<infer V>
    ? V
    : never;
};

export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as EventType[];

/** The types that are only written while somebody wants them. */
export const ON_DEMAND: readonly EventType[] = EVENT_TYPE_NAMES.filter(
  (type) => 'onDemand' in EVENT_TYPES[type],
);

/** The JSON Schema of an event's data. More fields may come, so none is forbidden. */
export function schemaOf(type: EventType): Record<string, unknown> {
  const data: Fields = EVENT_TYPES[type].data;
  const properties = Object.fromEntries(Object.entries(data).map(([name, { schema }]) => [name, schema]));
  return { type: 'object', properties, required: Object.keys(properties) };
}

/** An example of an event's data. */
export function exampleOf(type: EventType): Record<string, unknown> {
  const data: Fields = EVENT_TYPES[type].data;
  return Object.fromEntries(Object.entries(data).map(([name, { example }]) => [name, example]));
}
