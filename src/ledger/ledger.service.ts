import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { newId } from '../common/ids.js';
import type { Tx } from '../common/transactions.js';
import type { Posting } from './postings.js';

@Injectable()
export class Ledger {
  constructor(private readonly clock: Clock) {}

  /**
   * Appends postings to the journal, in order, in the transaction that has their effect. The journal takes
   * each business event once: a second posting of the same event violates its unique key and fails the whole.
   */
  async post(tx: Tx, postings: readonly Posting[]): Promise<void> {
    if (postings.length === 0) return;
    await tx.query(
      `INSERT INTO journal (id, posted_at, business_date, kind, debit_account, debit_owner,
                            credit_account, credit_owner, amount, currency, loan_id, payment_id)
       SELECT p.id, $1, $2, p.kind, p.debit_account, p.debit_owner, p.credit_account, p.credit_owner,
              p.amount, p.currency, p.loan_id, p.payment_id
       FROM unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::uuid[],
                   $9::bigint[], $10::text[], $11::uuid[], $12::uuid[])
         AS p(id, kind, debit_account, debit_owner, credit_account, credit_owner,
              amount, currency, loan_id, payment_id)`,
      [
        this.clock.now(),
        this.clock.businessDate(),
        postings.map(() => newId()),
        postings.map(({ kind }) => kind),
        postings.map(({ debit }) => debit[0]),
        postings.map(({ debit }) => debit[1]),
        postings.map(({ credit }) => credit[0]),
        postings.map(({ credit }) => credit[1]),
        postings.map(({ amount }) => amount),
        postings.map(({ currency }) => currency),
        postings.map(({ loanId }) => loanId),
        postings.map(({ paymentId }) => paymentId),
      ],
    );
  }
}
