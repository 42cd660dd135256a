import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { PICTURE_TYPES, type PictureType } from './picture.js';
import { inSql } from '../database/in-sql.js';

/** The picture by which people know the bank; one row or none. */
@Entity('bank_logos')
@Check('bank_logos_one', 'nr = 1')
@Check('bank_logos_type', `type IN (${inSql(PICTURE_TYPES)})`)
@Check('bank_logos_size', 'octet_length(file) <= 262144')
export class BankLogo {
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'bank_logos_pkey' })
  nr!: 1;

  @Column('text')
  type!: PictureType;

  @Column('bytea')
  file!: Buffer;

  /** Of the file: another picture has another one. */
  @Column('text')
  version!: string;

  @Column('timestamptz', { name: 'set_at' })
  setAt!: Date;
}
