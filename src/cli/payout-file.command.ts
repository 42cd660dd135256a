import { IsOptional } from 'class-validator';
import { open, rm } from 'node:fs/promises';
import { Command, Option } from 'nest-commander';
import { IsCalendarDate } from '../http/calendar-date.js';
import { PayoutFilesQueries } from '../payout-files/payout-files.queries.js';
import { PayoutFiles } from '../payout-files/payout-files.service.js';
import { CliCommand } from './cli-command.js';
import { validated } from './input.js';
import { UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

class PayoutFileOptions {
  @IsOptional()
  @IsCalendarDate('2026-11-27')
  date?: string;
}

@Command(SUMMARIES.payoutFile)
export class PayoutFileCommand extends CliCommand<{ date?: string }> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--date <date>', description: 'when the bank is to pay, YYYY-MM-DD; by default today' })
  date(value: string): string {
    return value;
  }

  protected async answer([account = '', path = '']: string[], options: { date?: string }): Promise<Answer> {
    const { date } = await validated(PayoutFileOptions, { date: options.date });
    // Before anything is sent, so that there is a place for the file.
    const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
      throw new UsageError(`${path} cannot be made: ${error instanceof Error ? error.message : 'unknown'}.`);
    });
    try {
      const made = await this.platform.use(async (app) => {
        const answer = await app.get(PayoutFiles).make({ account: plain(account), executeOn: date }, null);
        const { content } = await app.get(PayoutFilesQueries).content(answer.id);
        await file.writeFile(content);
        await file.sync();
        return answer;
      });
      const { payments, total, currency, execute_on, message_id, in_review } = made;
      const review = in_review === 0 ? '' : ` ${String(in_review)} could not be paid and went to review.`;
      return {
        json: { ...made, file: path },
        text: `${String(payments)} payments of ${total} ${currency} on ${execute_on}, as ${message_id}: ${path}.${review}`,
      };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }
}

/** Numbers of accounts are typed with spaces. */
function plain(account: string): string {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(account);
  return isId ? account.toLowerCase() : account.replace(/\s/g, '').toUpperCase();
}
