import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../database/clock.js';
import { Transactions } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { DomainError } from '../runtime/problems.js';
import { BankLogo } from './bank-logo.entity.js';
import { pictureTypeOf, UnusablePicture, type PictureType } from './picture.js';

const THE_ONE = 1;
/** Enough to tell pictures of one bank apart. */
const VERSION_LENGTH = 12;

/** The picture by which people know the bank. What was printed before keeps the one it was printed with. */
@Injectable()
export class BankLogos {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Puts it in the place of the one before; gives its version. Throws `picture_not_usable`. */
  async set(file: Buffer, by: Actor): Promise<string> {
    const type = usable(file);
    const version = createHash('sha256').update(file).digest('hex').slice(0, VERSION_LENGTH);
    const logo: BankLogo = { nr: THE_ONE, type, file, version, setAt: this.clock.now() };
    const before = await this.transactions.run(async (tx) => {
      const kept = await tx.findOne(BankLogo, { where: { nr: THE_ONE }, select: { version: true } });
      await tx.upsert(BankLogo, logo, ['nr']);
      return kept;
    });
    this.audit.record({
      action: 'bank_logo.set',
      by,
      on: { type: 'bank_logo' },
      before: { version: before?.version ?? null },
      after: { version },
    });
    return version;
  }

  /** From now on there is none. Without one it changes nothing. */
  async remove(by: Actor): Promise<void> {
    const { affected } = await this.transactions.run((tx) => tx.delete(BankLogo, { nr: THE_ONE }));
    if (affected === 0) return;
    this.audit.record({ action: 'bank_logo.remove', by, on: { type: 'bank_logo' } });
  }
}

function usable(file: Buffer): PictureType {
  try {
    return pictureTypeOf(file);
  } catch (error) {
    if (!(error instanceof UnusablePicture)) throw error;
    throw new DomainError('picture_not_usable', error.message);
  }
}
