import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Leased } from '../commands/leased-work.js';
import { BackgroundLoops } from '../database/background-loops.js';
import { DatabaseState } from '../database/database-state.js';
import { QuickReads } from '../database/quick-reads.js';
import { detailOf, type OutgoingLetter } from './channel.js';
import { Channels } from './channels.service.js';
import { LetterDesk } from './letter-desk.service.js';
import { LetterTable } from './letter-table.js';
import { CONNECTIONS } from './mail-channel.js';
import type { ChannelName } from './topics.js';

const REST_MS = 1000;
/** Claimed at once by a lane: few, so that a slow server holds up few. */
const BATCH = 10;

/** Sends the letters that are due, every second. Every instance may run it. */
@Injectable()
export class LetterWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger(LetterWorker.name);

  constructor(
    private readonly table: LetterTable,
    private readonly desk: LetterDesk,
    private readonly channels: Channels,
    private readonly loops: BackgroundLoops,
    private readonly database: DatabaseState,
    private readonly quickReads: QuickReads,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: REST_MS,
      failure: 'letters could not be sent',
      logger: this.logger,
      work: async (isEnding) => {
        if (!(await this.table.work.isAnyDue(this.quickReads))) return;
        // Each lane has a connection to the mail server, and none waits for another one's letter.
        const lanes = Array.from({ length: CONNECTIONS }, () => this.sendDue(isEnding));
        const failed = (await Promise.allSettled(lanes)).find(({ status }) => status === 'rejected');
        if (failed?.status === 'rejected') throw failed.reason;
      },
    });
  }

  private async sendDue(isEnding: () => boolean): Promise<void> {
    for (;;) {
      const claimed = await this.table.work.claim(BATCH);
      for (const leased of claimed) {
        if (isEnding()) await this.table.release(leased);
        else await this.attend(leased);
      }
      if (claimed.length < BATCH || isEnding()) return;
    }
  }

  private async attend(leased: Leased): Promise<void> {
    const letter = await this.written(leased);
    if (letter === null) return;
    const handover = await this.channels.send(letter.channel, letter);
    // Where the database fails from here on, the lease runs out: then the same letter is repeated.
    if (handover.outcome === 'sent') await this.table.sent(leased, handover.by);
    else if (handover.outcome === 'later')
      await this.table.later(leased, handover.detail, handover.isUnknown);
    else await this.table.refused(leased, handover.detail, handover.isBadAddress ? letter.to : null);
  }

  /** A letter that cannot be written holds nobody up: it is tried again later, and fails in the end. */
  private async written(leased: Leased): Promise<(OutgoingLetter & { channel: ChannelName }) | null> {
    try {
      return await this.table.run((tx, now) => this.desk.write(tx, leased, now));
    } catch (error) {
      this.database.report(this.logger, { msg: 'a letter could not be written', letter: leased.id }, error);
      await this.table.later(leased, detailOf(error instanceof Error ? error.message : String(error)), false);
      return null;
    }
  }
}
