import { Column } from 'typeorm';
import { bigintColumn } from '../database/columns.js';

type Abstract<Row extends object> = abstract new () => Row;

/**
 * The limits of a mandate as columns, added to the class `Base`: each version keeps them, and a provider has a copy of
 * those in force, because candidates for a loan are read from one row. Amounts in minor units.
 */
export function withMandateColumns<Row extends object>(Base: Abstract<Row>) {
  abstract class MandateColumns extends (Base as Abstract<object>) {
    @Column('boolean', { default: false })
    paused!: boolean;

    /** The amount that stays in the fund. */
    @Column('bigint', { name: 'reserve_amount', default: '0', transformer: bigintColumn })
    reserveAmount!: bigint;

    @Column('bigint', { name: 'max_per_loan', nullable: true, transformer: bigintColumn })
    maxPerLoan!: bigint | null;

    @Column('bigint', { name: 'max_per_borrower', nullable: true, transformer: bigintColumn })
    maxPerBorrower!: bigint | null;

    /** The same limit as a part of all its money: 0.05 is 5 %. The lower of the two applies. */
    @Column('numeric', { name: 'max_per_borrower_share', nullable: true })
    maxPerBorrowerShare!: string | null;

    @Column('text', { name: 'lowest_score_band', nullable: true })
    lowestScoreBand!: string | null;

    @Column('integer', { name: 'longest_term_months', nullable: true })
    longestTermMonths!: number | null;

    @Column('boolean', { name: 'auto_reinvest', default: false })
    autoReinvest!: boolean;
  }
  return MandateColumns as Abstract<Row & MandateColumns>;
}
