import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { insertRows } from '../database/rows.js';
import { groupBy } from '../runtime/group-by.js';
import { newId } from '../runtime/ids.js';
import type { Tx } from '../database/transactions.js';
import type { Account } from './accounts.js';
import { JournalEntry } from './journal-entry.entity.js';
import type { Posting, PostingKind } from './postings.js';
import type { LiveRow, LoanJournal } from './rebooking.js';

interface StoredRow {
  id: string;
  kind: PostingKind;
  debit_account: Account;
  debit_owner: string | null;
  credit_account: Account;
  credit_owner: string | null;
  amount: string;
  currency: string;
  loan_id: string;
  payment_id: string | null;
  cause_id: string | null;
  revision: number;
  reversed: boolean;
}

/** A row of the journal that names its cause. */
export interface CausedRow {
  id: string;
  causeId: string;
  kind: PostingKind;
  amount: bigint;
  revision: number;
  reversed: boolean;
}

@Injectable()
export class Ledger {
  constructor(private readonly clock: Clock) {}

  /**
   * Appends postings to the journal, in order, in the transaction that has their effect and whose business date is
   * `today`. The journal takes each business event once: posting the same event again violates its unique key and fails
   * the whole call.
   */
  post(tx: Tx, today: string, postings: readonly Posting[]): void {
    const postedAt = this.clock.now();
    insertRows(
      tx,
      JournalEntry,
      postings.map((posting) => ({
        id: posting.id ?? newId(),
        postedAt,
        businessDate: today,
        kind: posting.kind,
        debitAccount: posting.debit[0],
        debitOwner: posting.debit[1],
        creditAccount: posting.credit[0],
        creditOwner: posting.credit[1],
        amount: posting.amount,
        currency: posting.currency,
        loanId: posting.loanId,
        paymentId: posting.paymentId,
        causeId: posting.causeId ?? null,
        reversesId: posting.reversesId ?? null,
        revision: posting.revision ?? 0,
      })),
    );
  }

  /** What is posted of causes that belong to no loan or payment, by cause, kind and revision; minor units. */
  async ofCauses(tx: Tx, causeIds: readonly string[]): Promise<CausedRow[]> {
    const rows: (Omit<CausedRow, 'causeId' | 'amount'> & { cause_id: string; amount: string })[] =
      await tx.query(
        `SELECT j.id, j.cause_id, j.kind, j.amount, j.revision, EXISTS (
         SELECT FROM journal r WHERE r.reverses_id = j.id) AS reversed
       FROM journal j
       WHERE j.cause_id = ANY ($1) AND j.loan_id IS NULL AND j.payment_id IS NULL AND j.reverses_id IS NULL`,
        [causeIds],
      );
    return rows.map(({ cause_id, amount, ...row }) => ({
      ...row,
      causeId: cause_id,
      amount: BigInt(amount),
    }));
  }

  /** The journal rows of the payments and write-offs of locked loans, without receivables. */
  async ofLoans(tx: Tx, loanIds: readonly string[]): Promise<Map<string, LoanJournal>> {
    const rows: StoredRow[] = await tx.query(
      `SELECT j.id, j.kind, j.debit_account, j.debit_owner, j.credit_account, j.credit_owner, j.amount, j.currency,
              j.loan_id, j.payment_id, j.cause_id, j.revision, EXISTS (
                SELECT FROM journal r WHERE r.reverses_id = j.id) AS reversed
       FROM (
         SELECT w.* FROM journal w
         WHERE w.loan_id = ANY($1) AND w.payment_id IS NULL AND w.reverses_id IS NULL AND w.kind = 'write_off'
         UNION ALL
         SELECT s.* FROM payments y JOIN journal s ON s.payment_id = y.id AND s.reverses_id IS NULL
         WHERE y.loan_id = ANY($1) AND s.kind NOT IN ('receivable', 'receivable_settlement')
       ) j ORDER BY j.entry_no`,
      [loanIds],
    );
    const journals = new Map(loanIds.map((id): [string, LoanJournal] => [id, { live: [], nextRevision: 0 }]));
    for (const row of rows) {
      const journal = journals.get(row.loan_id) as LoanJournal;
      journal.nextRevision = Math.max(journal.nextRevision, row.revision + 1);
      if (!row.reversed) journal.live.push(toPosting(row));
    }
    return journals;
  }

  /** The rows in effect of the grants of locked loans, by loan: their funding, pay-out and write-off. */
  async ofGrants(tx: Tx, loanIds: readonly string[]): Promise<Map<string, LiveRow[]>> {
    const rows: StoredRow[] = await tx.query(
      `SELECT j.id, j.kind, j.debit_account, j.debit_owner, j.credit_account, j.credit_owner, j.amount, j.currency,
              j.loan_id, j.payment_id, j.cause_id, j.revision
       FROM journal j
       WHERE j.loan_id = ANY($1) AND j.payment_id IS NULL AND j.reverses_id IS NULL
         AND j.kind IN ('funding', 'disbursement', 'write_off')
         AND NOT EXISTS (SELECT FROM journal r WHERE r.reverses_id = j.id)
       ORDER BY j.entry_no`,
      [loanIds],
    );
    return new Map([...groupBy(rows, (row) => row.loan_id)].map(([id, live]) => [id, live.map(toPosting)]));
  }

  /** The rows in effect that these facts caused, other than of loans and payments, by fact. */
  async liveOfCauses(tx: Tx, causeIds: readonly string[]): Promise<Map<string, LiveRow[]>> {
    if (causeIds.length === 0) return new Map();
    const rows: (StoredRow & { cause_id: string })[] = await tx.query(
      `SELECT j.id, j.kind, j.debit_account, j.debit_owner, j.credit_account, j.credit_owner, j.amount, j.currency,
              j.loan_id, j.payment_id, j.cause_id, j.revision
       FROM journal j
       WHERE j.cause_id = ANY($1) AND j.loan_id IS NULL AND j.payment_id IS NULL AND j.reverses_id IS NULL
         AND NOT EXISTS (SELECT FROM journal r WHERE r.reverses_id = j.id)
       ORDER BY j.entry_no`,
      [causeIds],
    );
    return new Map([...groupBy(rows, (row) => row.cause_id)].map(([id, live]) => [id, live.map(toPosting)]));
  }
}

function toPosting(row: StoredRow): LiveRow {
  return {
    id: row.id,
    kind: row.kind,
    debit: [row.debit_account, row.debit_owner],
    credit: [row.credit_account, row.credit_owner],
    amount: BigInt(row.amount),
    currency: row.currency,
    loanId: row.loan_id,
    paymentId: row.payment_id,
    causeId: row.cause_id,
  };
}
