import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { LeasedColumns } from '../commands/leased-columns.js';
import { bigintColumn } from '../database/columns.js';
import { Instrument } from './instrument.entity.js';
import {
  IN_PURPOSES,
  IN_STATES,
  OUT_PURPOSES,
  OUT_STATES,
  OVER,
  type Direction,
  type Purpose,
  type Stands,
  type TransferState,
} from './transfer-states.js';
import { inSql } from '../database/in-sql.js';

/**
 * An attempt to move money into or out of the platform. What is asked for never changes; `state` is what is known of it,
 * `stands` what the books say. The id is also the key under which a gateway takes it once. Minor units.
 */
@Entity('transfers')
@Unique('transfers_gateway_ref', ['gateway', 'gatewayRef'])
@Unique('transfers_replaced_once', ['replacesId'])
@Unique('transfers_autopay_once', ['loanId', 'autopayDueOn', 'attempt'])
@Index('transfers_by_party', ['partyId', 'id'])
@Index('transfers_by_loan', ['loanId', 'id'], { where: 'loan_id IS NOT NULL' })
@Index('transfers_by_file', ['payoutFileId'], { where: 'payout_file_id IS NOT NULL' })
@Index('transfers_by_refunded', ['refundOfId'], { where: 'refund_of_id IS NOT NULL' })
@Index('transfers_due', ['nextAttemptAt'], { where: 'next_attempt_at IS NOT NULL' })
@Index('transfers_noted', ['holdUntil'], { where: "gateway = 'bank' AND state = 'succeeded'" })
@Index('transfers_standing', { synchronize: false })
@Index('transfers_under_way', ['state', 'id'], {
  where: `state NOT IN (${inSql(OVER)})`,
})
@Check('transfers_amount', 'amount > 0 AND fee >= 0')
@Check(
  'transfers_purpose',
  `(direction = 'in' AND purpose IN (${inSql(IN_PURPOSES)})) OR (direction = 'out' AND purpose IN (${inSql(OUT_PURPOSES)}))`,
)
@Check(
  'transfers_state',
  `(direction = 'in' AND state IN (${inSql(IN_STATES)})) OR (direction = 'out' AND state IN (${inSql(OUT_STATES)}))`,
)
@Check(
  'transfers_stands',
  `stands = 'nothing' OR (direction = 'in' AND stands IN ('credited', 'settled', 'owed_back'))
   OR (direction = 'out' AND stands IN ('promised', 'gone'))`,
)
@Check(
  'transfers_party',
  `(purpose = 'receipt_return') = (party_id IS NULL) AND (purpose = 'receipt_return') = (line_id IS NOT NULL)`,
)
@Check('transfers_loan', `(purpose IN ('repayment', 'disbursement')) = (loan_id IS NOT NULL)`)
@Check('transfers_refund', "refund_of_id IS NULL OR purpose = 'credit_refund'")
@Check(
  'transfers_autopay',
  `(autopay_due_on IS NULL AND attempt IS NULL) OR (autopay_due_on IS NOT NULL AND attempt >= 1
   AND purpose = 'repayment' AND instrument_id IS NOT NULL AND requested_by IS NULL)`,
)
@Check('transfers_failure_text', 'length(failure_text) <= 200')
export class Transfer extends LeasedColumns {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'transfers_pkey' })
  id!: string;

  @Column('text')
  direction!: Direction;

  @Column('text')
  purpose!: Purpose;

  /** Whose money it is; null for a receipt that goes back. */
  @ForeignKey(() => User, { name: 'transfers_party_fkey' })
  @Column('uuid', { name: 'party_id', nullable: true })
  partyId!: string | null;

  @ForeignKey('Loan', { name: 'transfers_loan_fkey' })
  @Column('uuid', { name: 'loan_id', nullable: true })
  loanId!: string | null;

  /** The line of a bank statement whose money goes back. */
  @ForeignKey('StatementLineRow', { name: 'transfers_line_fkey' })
  @Column('uuid', { name: 'line_id', nullable: true })
  lineId!: string | null;

  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  @Column('text')
  currency!: string;

  /** What the gateway kept of it. */
  @Column('bigint', { default: '0', transformer: bigintColumn })
  fee!: bigint;

  @Column('text')
  gateway!: string;

  @ForeignKey(() => Instrument, { name: 'transfers_instrument_fkey' })
  @Column('uuid', { name: 'instrument_id', nullable: true })
  instrumentId!: string | null;

  /** How the gateway calls it. */
  @Column('text', { name: 'gateway_ref', nullable: true })
  gatewayRef!: string | null;

  @Column('text')
  state!: TransferState;

  @Column('timestamptz', { name: 'state_since' })
  stateSince!: Date;

  @Column('text')
  stands!: Stands;

  /** The business date of the wish, from which a repayment counts. */
  @Column('date', { name: 'counts_from' })
  countsFrom!: string;

  /** The transfer that failed and that this one stands in for. */
  @ForeignKey(() => Transfer, { name: 'transfers_replaces_fkey' })
  @Column('uuid', { name: 'replaces_id', nullable: true })
  replacesId!: string | null;

  /** The incoming transfer whose money goes back to where it came from. */
  @ForeignKey(() => Transfer, { name: 'transfers_refund_fkey' })
  @Column('uuid', { name: 'refund_of_id', nullable: true })
  refundOfId!: string | null;

  /** The file that orders the bank to pay it. */
  @ForeignKey('PayoutFile', { name: 'transfers_file_fkey' })
  @Column('uuid', { name: 'payout_file_id', nullable: true })
  payoutFileId!: string | null;

  /** A debit that comes by itself: the due date that it is for, and which attempt it is. */
  @Column('date', { name: 'autopay_due_on', nullable: true })
  autopayDueOn!: string | null;

  @Column('integer', { nullable: true })
  attempt!: number | null;

  @Column('text', { name: 'failure_code', nullable: true })
  failureCode!: string | null;

  @Column('text', { name: 'failure_text', nullable: true })
  failureText!: string | null;

  /**
   * What staff have noted waits for its line until then. Other money counts from then on, though it could still be refused, and
   * what it brought may be paid out; null until it has succeeded, and where the bank holds nothing.
   */
  @Column('date', { name: 'hold_until', nullable: true })
  holdUntil!: string | null;

  /** How often something was heard of it: who looks at it learns so that there is something new. */
  @Column('integer', { default: 0 })
  heard!: number;

  @ForeignKey(() => User, { name: 'transfers_author_fkey' })
  @Column('uuid', { name: 'requested_by', nullable: true })
  requestedBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
