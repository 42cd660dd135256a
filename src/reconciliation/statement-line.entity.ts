import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { LeasedColumns } from '../commands/leased-columns.js';
import { bigintColumn } from '../database/columns.js';
import { BankAccount } from './bank-account.entity.js';
import { BankStatement } from './bank-statement.entity.js';
import type { Explanation, Proposal } from './matcher.js';
import { inSql } from '../database/in-sql.js';

export const LINE_STATES = ['open', 'explained', 'outside'] as const;
export type LineState = (typeof LINE_STATES)[number];

/**
 * A movement on a bank account. It is booked when it is read, and stands in `unidentified` until it is explained. What
 * the statement says never changes; names and texts may be emptied, for they are about people.
 */
@Entity('statement_lines')
@Unique('statement_lines_once', ['accountId', 'fingerprint', 'occurrence'])
@Index('statement_lines_by_statement', ['statementId', 'id'])
@Index('statement_lines_by_date', { synchronize: false })
@Index('statement_lines_open', { synchronize: false })
@Index('statement_lines_outside', { synchronize: false })
@Index('statement_lines_due', ['nextAttemptAt'], { where: "state = 'open' AND next_attempt_at IS NOT NULL" })
@Check('statement_lines_amount', 'amount <> 0')
@Check('statement_lines_state', `state IN (${inSql(LINE_STATES)})`)
@Check('statement_lines_certainty', "certainty IN ('exact', 'suggested')")
export class StatementLineRow extends LeasedColumns {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'statement_lines_pkey' })
  id!: string;

  @ForeignKey(() => BankStatement, { name: 'statement_lines_statement_fkey' })
  @Column('uuid', { name: 'statement_id' })
  statementId!: string;

  @ForeignKey(() => BankAccount, { name: 'statement_lines_account_fkey' })
  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  /** Its place in the statement, from 1. */
  @Column('integer')
  nr!: number;

  /** Minor units: positive came in, negative left. */
  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  @Column('date', { name: 'booked_on' })
  bookedOn!: string;

  @Column('date', { name: 'value_on' })
  valueOn!: string;

  @Column('text', { name: 'end_to_end_id', nullable: true })
  endToEndId!: string | null;

  @Column('text', { name: 'bank_ref', nullable: true })
  bankRef!: string | null;

  @Column('text', { nullable: true })
  counterparty!: string | null;

  @Column('text')
  remittance!: string;

  /** Over what makes it this line: equal ones are told apart by `occurrence`. */
  @Column('text')
  fingerprint!: string;

  @Column('integer')
  occurrence!: number;

  @Column('text')
  state!: LineState;

  /** How sure the matcher was; null: it knew nothing. */
  @Column('text', { nullable: true })
  certainty!: Proposal['certainty'] | null;

  @Column('jsonb')
  proposed!: Explanation[];

  /** How often its explanation was taken back. */
  @Column('integer', { default: 0 })
  revision!: number;

  /** Why the proposal could not be booked by itself. */
  @Column('text', { nullable: true })
  problem!: string | null;
}
