import { Injectable } from '@nestjs/common';
import { rowsOf } from '../database/entity-columns.js';
import { groupBy } from '../runtime/group-by.js';
import { pipelined, type Tx } from '../database/transactions.js';
import type { Funding } from '../funding/funding.entity.js';
import { FundingsService } from '../funding/fundings.service.js';
import { Ledger } from '../ledger/ledger.service.js';
import type { LiveRow, LoanJournal } from '../ledger/rebooking.js';
import { LoanStore } from '../loans/loan-store.js';
import type { Loan } from '../loans/loan.entity.js';
import { WriteOff } from './write-off.entity.js';
import { PaymentReversal } from './payment-reversal.entity.js';
import { Payment } from './payment.entity.js';
import type { LoanSnapshot, RecordedPayment } from './replay.js';

const readPayments = rowsOf(Payment, 'y', 'WHERE y.loan_id = ANY($1) ORDER BY y.value_date, y.entry_no');
const readWriteOffs = rowsOf(WriteOff, 'w', 'WHERE w.loan_id = ANY($1)');
const readReversals = rowsOf(
  PaymentReversal,
  'r',
  'WHERE r.payment_id IN (SELECT y.id FROM payments y WHERE y.loan_id = ANY($1))',
);

/** Reads what a replay needs to know about loans that this transaction has locked. */
@Injectable()
export class LoanSnapshots {
  constructor(
    private readonly loans: LoanStore,
    private readonly fundings: FundingsService,
    private readonly ledger: Ledger,
  ) {}

  /** Locks loans and opens them, by id; those that do not exist are missing. */
  async lock(tx: Tx, loanIds: readonly string[]): Promise<Map<string, LoanSnapshot>> {
    return this.open(tx, [...(await this.loans.lock(tx, loanIds)).values()]);
  }

  /** The rows of the journal that locked loans were granted with, in effect; see `Ledger.ofGrants`. */
  grantsOf(tx: Tx, loanIds: readonly string[]): Promise<Map<string, LiveRow[]>> {
    return this.ledger.ofGrants(tx, loanIds);
  }

  async open(tx: Tx, loans: readonly Loan[]): Promise<Map<string, LoanSnapshot>> {
    if (loans.length === 0) return new Map();
    const ids = loans.map(({ id }) => id);
    const [fundings, payments, writeOffs, journals] = await pipelined([
      this.fundings.ofLoans(tx, ids),
      this.paymentsOf(tx, ids),
      readWriteOffs(tx, ids),
      this.ledger.ofLoans(tx, ids),
    ]);
    return new Map(
      loans.map((loan): [string, LoanSnapshot] => [
        loan.id,
        {
          loan,
          fundings: fundings.get(loan.id) ?? ([] as Funding[]),
          payments: payments.get(loan.id) ?? [],
          writeOffNo: writeOffs.find(({ loanId }) => loanId === loan.id)?.entryNo ?? null,
          journal: journals.get(loan.id) as LoanJournal,
        },
      ]),
    );
  }

  /** All payments of loans, by value date and order of entry, including reversed ones. */
  async paymentsOf(tx: Tx, loanIds: readonly string[]): Promise<Map<string, RecordedPayment[]>> {
    const [payments, reversals] = await pipelined([readPayments(tx, loanIds), readReversals(tx, loanIds)]);
    const reversed = new Set(reversals.map(({ paymentId }) => paymentId));
    const recorded = payments.map((payment) => ({
      ...payment,
      entryNo: payment.entryNo as bigint,
      reversed: reversed.has(payment.id),
    }));
    return groupBy(recorded, ({ loanId }) => loanId);
  }
}
