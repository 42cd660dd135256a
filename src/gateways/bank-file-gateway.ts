import type { Clock } from '../database/clock.js';
import type { Gateway, Seen, SetUp } from './gateway.js';

const DAY_MS = 86_400_000;

/**
 * The bank itself. What it is to pay goes into a file that staff hand to it (`payout-files/`), and a line of its statement
 * tells that it has paid (`reconciliation/`): there is nobody to submit to, and nobody to ask.
 */
export class BankFileGateway implements Gateway {
  readonly name = 'bank_file';
  readonly collects = false;
  readonly paysOut = true;
  readonly byFile = true;

  /** `waitDays`: after so long without a line of a statement, somebody has to ask the bank. */
  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly waitDays: () => Promise<number>,
  ) {}

  creditsOn(): 'settled' {
    return 'settled';
  }

  settlesAfter(): number {
    return 1;
  }

  submit(): Promise<Seen> {
    return Promise.reject(new Error('what the bank is to pay goes into a file'));
  }

  async look({ since }: Pick<Parameters<Gateway['look']>[0], 'since'>): Promise<Seen> {
    const days = await this.waitDays();
    if (this.clock.now().getTime() - since.getTime() < days * DAY_MS) return { state: 'pending', ref: null };
    const text = `No line of a bank statement has shown it within ${String(days)} days.`;
    return { state: 'review', ref: null, failure: { code: 'no_line', text } };
  }

  verify(): null {
    return null;
  }

  setUp({ instrumentId }: Parameters<Gateway['setUp']>[0]): Promise<SetUp> {
    return Promise.resolve({ clientSecret: '', token: instrumentId, label: '', state: 'usable' });
  }
}
