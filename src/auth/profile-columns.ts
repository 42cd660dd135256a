import { Column } from 'typeorm';
import { ShortNumber } from '../database/columns.js';

/** What customers and providers keep besides the names and the login of their user, whose id they share. */
export abstract class ProfileColumns {
  @ShortNumber()
  number!: number;

  @Column('text', { default: '' })
  phone!: string;

  @Column('text', { default: '' })
  address!: string;

  /**
   * Whether the user may not sign in: then a customer gets no loans, and none of a provider's money is lent. Written by
   * the database.
   */
  @Column({
    type: 'boolean',
    name: 'account_disabled',
    default: false,
    insert: false,
    update: false,
  })
  accountDisabled!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
