import { uuidv7 } from 'uuidv7';
import { list, type Statement } from './batches.js';

/** A transfer, with the accounts and their owners; the bank's own have none. */
export interface Posting {
  kind: string;
  debit: readonly [account: string, owner: string | null];
  credit: readonly [account: string, owner: string | null];
  amount: bigint;
  loanId: string;
  paymentId: string | null;
}

/** Appends postings to the journal, in order. */
export function insertPostings(
  postings: readonly Posting[],
  { today, now, currency }: { today: string; now: string; currency: string },
): Statement {
  return [
    `INSERT INTO journal (id, kind, debit_account, debit_owner, credit_account, credit_owner, amount, loan_id,
       payment_id, currency, posted_at, business_date)
     SELECT unnest($1::uuid[]), unnest($2::text[]), unnest($3::text[]), unnest($4::uuid[]), unnest($5::text[]),
       unnest($6::uuid[]), unnest($7::bigint[]), unnest($8::uuid[]), unnest($9::uuid[]), $10::text,
       $11::timestamptz, $12::date`,
    [
      list(postings.map(() => uuidv7())),
      list(postings.map(({ kind }) => kind)),
      list(postings.map(({ debit }) => debit[0])),
      list(postings.map(({ debit }) => debit[1])),
      list(postings.map(({ credit }) => credit[0])),
      list(postings.map(({ credit }) => credit[1])),
      list(postings.map(({ amount }) => amount)),
      list(postings.map(({ loanId }) => loanId)),
      list(postings.map(({ paymentId }) => paymentId)),
      currency,
      now,
      today,
    ],
  ];
}
