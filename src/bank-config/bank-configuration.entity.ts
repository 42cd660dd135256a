import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LANGUAGES, type Language } from '../auth/languages.js';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../database/columns.js';
import { DIRECT_PAYMENTS, type DirectPayments } from './direct-money.js';
import { holdDaysColumn, type HoldDays } from './hold-days.js';
import type { Topic } from './letter-topics.js';
import { scoreBandsColumn, type ScoreBand } from './score-bands.js';
import { TermColumns } from './term-columns.js';
import { inSql } from '../database/in-sql.js';

export const ALLOCATION_POLICIES = [
  'smallest_first',
  'oldest_first',
  'largest_first',
  'idle_share',
  'pro_rata',
] as const;
export type AllocationPolicy = (typeof ALLOCATION_POLICIES)[number];

export const WHEN_UNFUNDED = ['reject', 'queue'] as const;
export const DISBURSEMENTS = ['instant', 'transfer'] as const;

/** One version of the bank's terms. Rows are facts: a change appends the next version. */
@Entity('bank_configurations')
@Check('bank_configurations_range', 'min_loan_amount > 0 AND min_loan_amount <= max_loan_amount')
@Check('bank_configurations_rate', 'interest_rate >= 0 AND interest_rate <= 10')
@Check('bank_configurations_installments', 'installments BETWEEN 1 AND 600')
@Check('bank_configurations_late_rate', 'late_interest_rate >= 0 AND late_interest_rate <= 10')
@Check(
  'bank_configurations_days',
  'grace_days >= 0 AND default_after_days > grace_days AND reminder_days >= 0',
)
@Check('bank_configurations_score_bands', "jsonb_typeof(score_bands) = 'array'")
@Check('bank_configurations_closing_hour', 'closing_hour BETWEEN 1 AND 24')
@Check('bank_configurations_minimum_share', 'minimum_share > 0')
@Check('bank_configurations_commission', 'commission_rate BETWEEN 0 AND 1')
@Check('bank_configurations_when_unfunded', "when_unfunded IN ('reject', 'queue')")
@Check('bank_configurations_disbursement', "disbursement IN ('instant', 'transfer')")
@Check('bank_configurations_queue', 'queue_days >= 1 AND queue_patience_days BETWEEN 0 AND queue_days')
@Check('bank_configurations_direct_payments', `direct_payments IN (${inSql(DIRECT_PAYMENTS)})`)
@Check('bank_configurations_hold_days', "jsonb_typeof(hold_days) = 'object'")
@Check('bank_configurations_bank_wait', 'bank_wait_days BETWEEN 1 AND 90')
@Check('bank_configurations_letters', 'NOT letters_on_request && letters_required')
@Check('bank_configurations_letter_language', `letter_language IN (${inSql(LANGUAGES)})`)
export class BankConfiguration extends TermColumns {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'bank_configurations_pkey' })
  version!: number;

  @Column('bigint', { name: 'min_loan_amount', transformer: bigintColumn })
  minLoanAmount!: bigint;

  @Column('bigint', { name: 'max_loan_amount', transformer: bigintColumn })
  maxLoanAmount!: bigint;

  @Column('text', { name: 'allocation_policy' })
  allocationPolicy!: AllocationPolicy;

  /** Policy `pro_rata`: the least that a provider lends on one loan, minor units, unless the loan needs everyone. */
  @Column('bigint', { name: 'minimum_share', transformer: bigintColumn })
  minimumShare!: bigint;

  /** What happens to a loan that the providers cannot fund, unless its request says otherwise. */
  @Column('text', { name: 'when_unfunded' })
  whenUnfunded!: (typeof WHEN_UNFUNDED)[number];

  /** Whether a request may ask for the queue if the bank rejects by default. */
  @Column('boolean', { name: 'queue_on_request' })
  queueOnRequest!: boolean;

  /** The most business dates a loan waits. */
  @Column('integer', { name: 'queue_days' })
  queueDays!: number;

  /** After this many business dates of waiting, loans behind it do not get money that it could use. */
  @Column('integer', { name: 'queue_patience_days' })
  queuePatienceDays!: number;

  /** How many days before the due date the borrower is reminded; 0 is never. */
  @Column('integer', { name: 'reminder_days' })
  reminderDays!: number;

  /** Where the bank is, in lines, as its documents say; empty: not said. */
  @Column('text', { name: 'bank_address', default: '' })
  bankAddress!: string;

  /** IANA name; with `closingHour` it decides the business date of an instant. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** The local hour at which a business date ends, 1 to 24 (midnight). */
  @Column('integer', { name: 'closing_hour' })
  closingHour!: number;

  /** By descending `minScore`; empty: credit scores have no effect. */
  @Column('jsonb', { name: 'score_bands', transformer: scoreBandsColumn })
  scoreBands!: ScoreBand[];

  /** Who may enter payments directly; null: nothing was said (`directMoneyOf`). */
  @Column('text', { name: 'direct_payments', nullable: true })
  directPayments!: DirectPayments | null;

  /** Whether providers add money directly; null: nothing was said. */
  @Column('boolean', { name: 'direct_deposits', nullable: true })
  directDeposits!: boolean | null;

  @Column('jsonb', { name: 'hold_days', transformer: holdDaysColumn })
  holdDays!: HoldDays;

  /** For how many days the line of a statement is waited for; then somebody has to look. */
  @Column('integer', { name: 'bank_wait_days', default: 10 })
  bankWaitDays!: number;

  /** What people read as the name of the bank; empty: none is shown. */
  @Column('text', { name: 'bank_name', default: '' })
  bankName!: string;

  /** Whether strangers may ask what a loan would cost. */
  @Column('boolean', { name: 'public_calculator', default: true })
  publicCalculator!: boolean;

  /** How and where people pay without a gateway, in words of the bank; empty: nothing is said. */
  @Column('text', { name: 'payment_instructions', default: '' })
  paymentInstructions!: string;

  /** Topics of letters that come only to who asks for them; all others come by mail unless somebody says otherwise. */
  @Column('text', { name: 'letters_on_request', array: true, default: '{}' })
  lettersOnRequest!: Topic[];

  /** Topics of letters by mail that nobody can turn off, besides `security`. */
  @Column('text', { name: 'letters_required', array: true, default: '{}' })
  lettersRequired!: Topic[];

  /** What stands below every letter by mail, in lines; empty: nothing. */
  @Column('text', { name: 'letter_footer', default: '' })
  letterFooter!: string;

  /** The language of letters to who has chosen none. */
  @Column('text', { name: 'letter_language', default: 'en' })
  letterLanguage!: Language;

  /** Whether a loan that is granted is paid out with it, or by a transfer to its borrower's account. */
  @Column('text', { default: 'instant' })
  disbursement!: (typeof DISBURSEMENTS)[number];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @ForeignKey(() => User, { name: 'bank_configurations_author_fkey' })
  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;
}
