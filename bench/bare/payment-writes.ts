import { uuidv7 } from 'uuidv7';
import { arithmetic } from './arithmetic.js';
import { list, type Writes } from './batches.js';
import { insertPostings, type Posting } from './journal.js';
import { decimal } from './json.js';
import { insertEvents, type Told } from './outbox.js';
import type { Loan, Paid } from './payments.js';

/** The rows of payments, and their answers. */
export function writePayments(loans: readonly Loan[], paid: readonly Paid[], today: string): Writes<string> {
  const now = new Date().toISOString();
  const changes = new Map<string, { wallet: bigint; lent: bigint }>();
  for (const { providerId, principal, interest } of paid.flatMap(({ shares }) => shares)) {
    const change = changes.get(providerId) ?? { wallet: 0n, lent: 0n };
    change.wallet += principal + interest;
    change.lent -= principal;
    changes.set(providerId, change);
  }
  const fundings = loans.flatMap((loan) => loan.fundings);
  const customers = [...new Set(loans.map(({ row }) => row.customer_id ?? null))];
  const loanIds = list(paid.map(({ loan }) => loan.row.id ?? null));
  const paymentIds = list(paid.map(({ id }) => id));
  const amounts = list(paid.map(({ amount }) => amount));
  return {
    statements: [
      [
        `UPDATE providers p SET wallet_amount = p.wallet_amount + c.wallet, lent_amount = p.lent_amount + c.lent
         FROM (SELECT unnest($1::uuid[]) AS id, unnest($2::bigint[]) AS wallet, unnest($3::bigint[]) AS lent) c
         WHERE p.id = c.id`,
        [
          list([...changes.keys()]),
          list([...changes.values()].map(({ wallet }) => wallet)),
          list([...changes.values()].map(({ lent }) => lent)),
        ],
      ],
      [
        `UPDATE fundings f SET principal_returned = s.returned, interest_earned = s.earned
         FROM (SELECT unnest($1::uuid[]) AS id, unnest($2::bigint[]) AS returned, unnest($3::bigint[]) AS earned) s
         WHERE f.id = s.id`,
        [
          list(fundings.map(({ id }) => id)),
          list(fundings.map(({ returned }) => returned)),
          list(fundings.map(({ earned }) => earned)),
        ],
      ],
      [
        `UPDATE loans l SET total_paid = s.paid, principal_outstanding = s.outstanding, next_due_on = s.next_due_on,
           next_due_amount = s.next_due, status = s.status, assessed_on = $7::date
         FROM (SELECT unnest($1::uuid[]) AS id, unnest($2::bigint[]) AS paid, unnest($3::bigint[]) AS outstanding,
           unnest($4::date[]) AS next_due_on, unnest($5::bigint[]) AS next_due, unnest($6::text[]) AS status) s
         WHERE l.id = s.id`,
        [
          list(loans.map(({ row }) => row.id ?? null)),
          list(loans.map((loan) => loan.paid)),
          list(loans.map(({ outstanding }) => outstanding)),
          list(loans.map(({ nextDueOn }) => nextDueOn)),
          list(loans.map(({ nextDue }) => nextDue)),
          list(loans.map(({ status }) => status)),
          today,
        ],
      ],
      [
        `INSERT INTO payments (id, loan_id, customer_id, amount, principal, interest, commission, currency, value_date,
           created_at)
         SELECT unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::uuid[]), unnest($4::bigint[]),
           unnest($5::bigint[]), unnest($6::bigint[]), unnest($7::bigint[]), unnest($8::text[]), $9::date,
           $10::timestamptz`,
        [
          paymentIds,
          loanIds,
          list(paid.map(({ loan }) => loan.row.customer_id ?? null)),
          amounts,
          list(paid.map(({ principal }) => principal)),
          list(paid.map(({ interest }) => interest)),
          list(paid.map(({ commission }) => commission)),
          list(paid.map(({ loan }) => loan.row.currency ?? null)),
          today,
          now,
        ],
      ],
      [
        `INSERT INTO loan_events (id, loan_id, payment_id, amount, status_before, status_after, balance_before,
           balance_after, business_date, created_at, kind)
         SELECT unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::uuid[]), unnest($4::bigint[]), unnest($5::text[]),
           unnest($6::text[]), unnest($7::bigint[]), unnest($8::bigint[]), $9::date, $10::timestamptz, 'payment'
         ON CONFLICT DO NOTHING`,
        [
          list(paid.map(() => uuidv7())),
          loanIds,
          paymentIds,
          amounts,
          list(paid.map(({ statusBefore }) => statusBefore)),
          list(paid.map(({ statusAfter }) => statusAfter)),
          list(paid.map(({ before }) => before)),
          list(paid.map(({ after }) => after)),
          today,
          now,
        ],
      ],
      insertEvents(paid.flatMap(toldOf), { today, now }),
      insertPostings(paid.flatMap(postingsOf), { today, now, currency: loans[0]?.row.currency ?? '' }),
      [`INSERT INTO score_due (customer_id, cause) SELECT unnest($1::uuid[]), 'payment'`, [list(customers)]],
    ],
    answers: paid.map((payment) => paymentJson(payment, today, now)),
  };
}

function postingsOf({ id: paymentId, loan, principal, interest, commission, shares }: Paid): Posting[] {
  const loanId = loan.row.id ?? '';
  const collections = ['collections', loanId] as const;
  const cash = ['cash', null] as const;
  const subject = { loanId, paymentId };
  const all: Posting[] = [
    {
      kind: 'principal_repayment',
      debit: cash,
      credit: ['loan_principal', loanId],
      amount: principal,
      ...subject,
    },
    ...shares.map((share): Posting => ({
      kind: 'principal_share',
      debit: ['provider_claim', share.providerId],
      credit: ['provider_wallet', share.providerId],
      amount: share.principal,
      ...subject,
    })),
    { kind: 'interest_repayment', debit: cash, credit: collections, amount: interest, ...subject },
    { kind: 'commission', debit: collections, credit: ['commission', null], amount: commission, ...subject },
    ...shares.map((share): Posting => ({
      kind: 'interest_share',
      debit: collections,
      credit: ['provider_wallet', share.providerId],
      amount: share.interest,
      ...subject,
    })),
  ];
  return all.filter(({ amount }) => amount > 0n);
}

function paymentJson({ loan, shares, ...payment }: Paid, today: string, now: string): string {
  const decimals = arithmetic.currencyDecimals(loan.row.currency ?? '');
  const money = (minor: bigint) => arithmetic.formatMoney(minor, decimals);
  const none = { penalty: money(0n), recovery: money(0n) };
  return JSON.stringify({
    id: payment.id,
    loan: loan.row.id,
    customer: loan.row.customer_id,
    amount: money(payment.amount),
    principal: money(payment.principal),
    interest: money(payment.interest),
    ...none,
    commission: money(payment.commission),
    currency: loan.row.currency,
    value_date: today,
    entered_by: null,
    reversed_at: null,
    created_at: now,
    payment_date: now,
    shares: shares.map(({ principal, interest }) => ({
      provider: null,
      amount: money(principal + interest),
      principal: money(principal),
      interest: money(interest),
      ...none,
    })),
    remaining_balance: money(payment.after),
    loan_status: payment.statusAfter,
    method: null,
    reference: null,
    receipt_number: null,
  });
}

/** What the platform tells of a payment. */
function toldOf({ id: paymentId, loan: { row }, amount, after, statusBefore, statusAfter }: Paid): Told[] {
  const currency = row.currency ?? '';
  const decimals = arithmetic.currencyDecimals(currency);
  const subject = { loanId: row.id ?? '', customerId: row.customer_id ?? '' };
  const data = {
    amount: decimal(amount, decimals),
    currency,
    balance: decimal(after, decimals),
    loan_status: statusAfter,
  };
  const isPaidOff = statusAfter === 'paid' && statusBefore !== 'paid';
  return [
    { ...subject, type: 'payment.received', paymentId, data },
    ...(isPaidOff ? [{ ...subject, type: 'loan.paid_off', data: { currency, payment: paymentId } }] : []),
  ];
}
