import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from './user.entity.js';

/** What a person is found by, folded: see `folded`. Personal data; erasure empties it. */
@Entity('people_search')
@Index('people_search_words', { synchronize: false })
export class PeopleWords {
  @ForeignKey(() => User, { name: 'people_search_user_fkey' })
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'people_search_pkey' })
  userId!: string;

  /** Name, username and e-mail, each between line breaks. */
  @Column('text')
  words!: string;

  /** The digits of the phone number. */
  @Column('text', { nullable: true })
  phone!: string | null;
}
