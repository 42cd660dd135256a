import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address that its mail server has refused for good. Somebody whose address changes gets letters again. */
@Entity('bad_addresses')
export class BadAddress {
  /** In lower case. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'bad_addresses_pkey' })
  address!: string;

  /** What the server said. */
  @Column('text')
  answer!: string;

  @Column('timestamptz')
  since!: Date;
}
