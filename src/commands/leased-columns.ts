import { Column } from 'typeorm';

/** The columns by which workers share a table (`LeasedWork`). */
export abstract class LeasedColumns {
  /** When it is due; null: not by itself. */
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt!: Date | null;

  @Column('timestamptz', { name: 'leased_until', nullable: true })
  leasedUntil!: Date | null;

  @Column('uuid', { nullable: true })
  lease!: string | null;

  /** How often a worker has taken it. */
  @Column('integer', { default: 0 })
  attempts!: number;
}
