import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountWatchers, type AccountChange } from '../auth/account-watchers.js';
import { Clock } from '../database/clock.js';
import type { Tx } from '../database/transactions.js';
import { Letters } from './letters.service.js';

/** What the letter is, by what was changed. */
const HAPPENED: Readonly<Record<AccountChange['what'], string>> = {
  password: 'password_changed',
  email: 'email_changed',
  factor_on: 'factor_on',
  factor_added: 'factor_added',
  factor_removed: 'factor_removed',
  factor_off: 'factor_off',
  recovery_code_used: 'recovery_code_used',
};

/** Letters that tell people of what was changed of their way in, so that they know when it was not they. */
@Injectable()
export class SecurityLetters implements OnModuleInit {
  constructor(
    private readonly watchers: AccountWatchers,
    private readonly letters: Letters,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.watchers.register((tx, change) => this.tell(tx, change));
  }

  /** Of an address that was changed both are told: whoever changed it may read only one of them. */
  private async tell(tx: Tx, { userId, what, before }: AccountChange): Promise<void> {
    const letter = {
      eventId: null,
      userId,
      topic: 'security' as const,
      happened: HAPPENED[what],
      subjectId: userId,
      loanId: null,
      businessDate: await this.clock.businessDate(tx),
      data: {},
    };
    const left = { ...letter, happened: 'email_left', toAddress: before };
    await this.letters.write(tx, what === 'email' ? [letter, left] : [letter]);
  }
}
