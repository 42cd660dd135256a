import { Injectable } from '@nestjs/common';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows, updateRows } from '../database/rows.js';
import type { Tx } from '../database/transactions.js';
import { LoanEvents, type LoanEventInput } from '../loans/loan-events.js';
import { LoanStore } from '../loans/loan-store.js';
import { standingOf } from '../loans/loan-summary.js';
import type { Loan } from '../loans/loan.entity.js';
import { Autopay, type OffReason } from '../transfers/autopay.entity.js';
import type { Stands, TransferState } from '../transfers/transfer-states.js';

const readOf = rowsOf(Autopay, 'a', 'WHERE a.loan_id = $1');
const readOpening = rowsOf(Autopay, 'a', 'WHERE a.loan_id = ANY ($1) AND a.opens_on <= $2');

const NEXT = ['state', 'offReason', 'dueOn', 'opensOn'] as const;

const WHY_OFF: Record<OffReason, string> = {
  asked: 'It was switched off.',
  failed: 'Two debits in a row were refused or came back.',
  loan_closed: 'Nothing is collected for the loan any more.',
  instrument_gone: 'What it was collected from was taken back.',
};

/** A debit that came by itself, as its transfer is now. */
export interface Debit {
  loanId: string;
  dueOn: string;
  attempt: number;
  state: TransferState;
  stands: Stands;
}

/** Who or what changed a setting, and on which business date. */
interface Changed {
  on: string;
  actorId?: string;
}

/** The only place that writes settings of autopay. It says in the history of their loans when they begin and end. */
@Injectable()
export class AutopayStore {
  constructor(
    private readonly loans: LoanStore,
    private readonly events: LoanEvents,
  ) {}

  /** Locks a loan, and reads its setting. */
  async lock(tx: Tx, loanId: string): Promise<{ loan: Loan | undefined; autopay: Autopay | undefined }> {
    const loan = (await this.loans.lock(tx, [loanId])).get(loanId);
    const [autopay] = await readOf(tx, loanId);
    return { loan, autopay };
  }

  /** Settings of locked loans whose next debit opens on a date or should have before, by loan. */
  async opening(tx: Tx, loanIds: readonly string[], on: string): Promise<Map<string, Autopay>> {
    const rows = await readOpening(tx, loanIds, on);
    return new Map(rows.map((row) => [row.loanId, row]));
  }

  /** Begins a setting, in the place of one that the locked loan has. */
  begin(tx: Tx, loan: Loan, autopay: Autopay, { isFirst, ...by }: Changed & { isFirst: boolean }): void {
    if (isFirst) insertRows(tx, Autopay, [autopay]);
    else updateRows(tx, Autopay, [autopay], ['instrumentId', 'leadDays', 'setBy', 'setAt', ...NEXT]);
    const days = autopay.leadDays === 1 ? '1 day' : `${String(autopay.leadDays)} days`;
    const detail =
      autopay.leadDays === 0 ? 'Collected on each due date.' : `Collected ${days} before each due date.`;
    this.events.record(tx, [{ ...eventOf(loan, by), kind: 'autopay_on', detail }]);
  }

  /** Ends the setting of a locked loan, in place and in the database. */
  end(tx: Tx, loan: Loan, autopay: Autopay, reason: OffReason, by: Changed): void {
    Object.assign(autopay, { state: 'off', offReason: reason, dueOn: null, opensOn: null });
    this.save(tx, [autopay]);
    this.events.record(tx, [
      { ...eventOf(loan, by), kind: 'autopay_off', detail: WHY_OFF[reason], offReason: reason },
    ]);
  }

  /** Writes which debits come next. */
  save(tx: Tx, changed: readonly Autopay[]): void {
    updateRows(tx, Autopay, changed, NEXT);
  }

  /** Debits of loans that came by themselves since an instant, the newest due date and attempt first. */
  async debitsOf(tx: Tx, loanIds: readonly string[], since: Date | null = null): Promise<Debit[]> {
    return tx.query(
      `SELECT t.loan_id AS "loanId", t.autopay_due_on AS "dueOn", t.attempt, t.state, t.stands FROM transfers t
       WHERE t.loan_id = ANY ($1) AND t.autopay_due_on IS NOT NULL
         AND ($2::timestamptz IS NULL OR t.created_at >= $2::timestamptz)
       ORDER BY t.autopay_due_on DESC, t.attempt DESC`,
      [loanIds, since],
    );
  }
}

function eventOf(
  loan: Loan,
  { on, actorId }: Changed,
): Pick<LoanEventInput, 'loan' | 'businessDate' | 'before' | 'after' | 'actorId'> {
  const standing = standingOf(loan);
  return {
    loan,
    businessDate: on,
    before: standing,
    after: standing,
    ...(actorId !== undefined && { actorId }),
  };
}
