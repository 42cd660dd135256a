import type { ShownPaymentResponse } from '../payments/payments.dto.js';
import type { Sheet } from './sheet.js';
import type { Speech } from './speech.js';
import { OF_METHOD } from './words-of-codes.js';

export interface ReceiptOrder {
  kind: 'receipt';
  payment: ShownPaymentResponse;
  borrower: string;
  timeZone: string;
}

export function receipt({ payment, borrower, timeZone }: ReceiptOrder, speech: Speech): Sheet {
  const { word, pick, money, amount, date, instant } = speech;
  const { currency, loan_number: loan, reversed_at: reversedAt } = payment;
  const { receipt_number: number, return_receipt_number: returned, method, reference } = payment;
  const facts: [string, string][] = [
    ...(number === null ? [] : ([[word('receipt_number'), number]] satisfies [string, string][])),
    ...(returned === null ? [] : ([[word('return_receipt_number'), returned]] satisfies [string, string][])),
    [word('borrower'), borrower],
    [word('loan'), loan],
    [word('payment'), payment.id],
    [word('amount'), money(payment.amount, currency)],
    ...(method === null ? [] : ([[word('method'), pick(OF_METHOD[method])]] satisfies [string, string][])),
    ...(reference === null ? [] : ([[word('reference'), reference]] satisfies [string, string][])),
    [word('counts_from'), date(payment.value_date)],
    [word('entered'), instant(payment.created_at, timeZone)],
    [word('principal'), money(payment.principal, currency)],
    [word('interest'), money(payment.interest, currency)],
    [word('late_interest'), money(payment.penalty, currency)],
  ];
  if (!/^[0.]+$/.test(payment.recovery)) facts.push([word('recovery'), money(payment.recovery, currency)]);
  return {
    title: word('receipt'),
    ...(reversedAt === null ? {} : { stamp: word('reversed', { date: instant(reversedAt, timeZone) }) }),
    blocks: [
      {
        kind: 'text',
        text:
          reversedAt === null
            ? word('receipt_text', {
                amount: money(payment.amount, currency),
                date: date(payment.value_date),
                loan,
              })
            : word('reversed_text'),
      },
      { kind: 'facts', facts },
      ...(payment.installments.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: `${word('what_it_paid')} (${currency})` },
            {
              kind: 'table' as const,
              columns: [
                { title: word('nr'), width: 1, isFigure: true },
                { title: word('due_on'), width: 2 },
                { title: word('late_interest'), width: 2, isFigure: true },
                { title: word('interest'), width: 2, isFigure: true },
                { title: word('principal'), width: 2, isFigure: true },
              ],
              rows: payment.installments.map((row) => [
                amount(String(row.nr)),
                date(row.due_date),
                amount(row.penalty),
                amount(row.interest),
                amount(row.principal),
              ]),
            },
          ]),
    ],
  };
}
