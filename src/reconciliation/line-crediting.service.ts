import { Injectable } from '@nestjs/common';
import { LeasedWork, type Leased } from '../commands/leased-work.js';
import { Clock } from '../database/clock.js';
import { isShared } from '../database/database-errors.js';
import { rowsOf } from '../database/entity-columns.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { Unreachable, type GatewayPayout } from '../gateways/gateway.js';
import { whyNotBooked, willPass } from '../gateways/not-booked.js';
import { BankAccount } from './bank-account.entity.js';
import { CertainLines } from './certain-lines.service.js';
import { GatewayLines } from './gateway-lines.service.js';
import { lockLines, saveLines } from './line-changes.js';
import { LineMatching } from './line-matching.service.js';
import type { Explanation } from './matcher.js';
import { StatementLineRow } from './statement-line.entity.js';

const LEASE_MS = 60_000;
const AT_ONCE = 64;
/** A gateway that does not answer is asked again after this (ms). */
const AGAIN_MS = 300_000;

const linesOf = rowsOf(StatementLineRow, 'l', 'WHERE l.id = $1');
const accountsOf = rowsOf(BankAccount, 'a', 'WHERE a.id = $1');

interface LeasedLine extends Leased {
  certainty: StatementLineRow['certainty'];
  proposed: Explanation[];
}

/** Books lines that say what they are, many in a transaction. What is refused is for staff, with the reason. */
@Injectable()
export class LineCrediting {
  readonly work: LeasedWork<LeasedLine>;

  constructor(
    private readonly transactions: Transactions,
    private readonly certain: CertainLines,
    private readonly matching: LineMatching,
    private readonly payouts: GatewayLines,
    private readonly clock: Clock,
  ) {
    this.work = new LeasedWork(transactions, {
      name: 'statement_lines',
      where: "state = 'open' AND next_attempt_at IS NOT NULL",
      leaseMs: LEASE_MS,
    });
  }

  /** Works until no line is due. A line that fails keeps none of the others; the first failure is thrown after them. */
  async workOff(isEnding = () => false): Promise<void> {
    while (!isEnding()) {
      const leased = await this.work.claim(AT_ONCE);
      // In the order of their statement: what came first is credited first.
      const left = await this.creditTogether(leased.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
      let failure: Error | undefined;
      for (const line of left) {
        if (isEnding()) return;
        await this.creditAlone(line).catch((error: unknown) => {
          // The next line would meet it as well.
          if (isShared(error)) throw error;
          failure ??= error as Error;
        });
      }
      if (failure) throw failure;
      if (leased.length < AT_ONCE) return;
    }
  }

  /** Books what it can in one transaction. Answers what is left, in order. */
  private async creditTogether(leased: readonly LeasedLine[]): Promise<readonly LeasedLine[]> {
    const certain = leased.filter(({ certainty }) => certainty === 'exact');
    if (certain.length < 2) return leased;
    try {
      const done = new Set(await this.transactions.run((tx) => this.explain(tx, certain)));
      return leased.filter(({ id }) => !done.has(id));
    } catch (error) {
      if (isShared(error)) throw error;
      // Whose fault it was shows when each is alone.
      return leased;
    }
  }

  private async explain(tx: Tx, leased: readonly LeasedLine[]): Promise<string[]> {
    const locked = await lockLines(
      tx,
      leased.map(({ id }) => id),
    );
    const lines = leased.flatMap(({ id, lease, proposed: [what] }) => {
      const line = locked.get(id);
      return what && isHeld(line, lease) ? [{ line, what }] : [];
    });
    return (await this.certain.explain(tx, lines)).map(({ id }) => id);
  }

  private async creditAlone(leased: LeasedLine): Promise<void> {
    const [what] = leased.proposed;
    const isExact = leased.certainty === 'exact' && what !== undefined;
    try {
      if (!isExact || what.kind === 'payout') await this.settlePayout(leased, isExact ? what.id : null);
      else await this.held(leased, (tx, line) => this.matching.credit(tx, line, what, null));
    } catch (error) {
      if (willPass(error)) throw error;
      await this.leaveToStaff(leased, whyNotBooked(error));
    }
  }

  /** Asks the gateway what the line is made of, outside of a transaction, and settles that. */
  private async settlePayout(leased: LeasedLine, ref: string | null): Promise<void> {
    const [line, account] = await this.transactions.run(async (tx) => {
      const [line] = await linesOf(tx, leased.id);
      return [line, line && (await accountsOf(tx, line.accountId))[0]] as const;
    });
    if (!line || !account) throw new Error(`there is no line ${leased.id}, or no account of it`);
    let payout: GatewayPayout | null;
    try {
      payout = await this.payouts.find(line, account, ref);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      const again = new Date(this.clock.now().getTime() + AGAIN_MS);
      await this.transactions.run((tx) => this.work.finish(tx, leased, { nextAttemptAt: again }));
      return;
    }
    if (payout === null) {
      const problem = ref === null ? null : `Its gateway knows no payout ${ref}.`;
      await this.leaveToStaff(leased, problem);
      return;
    }
    const found = payout;
    await this.held(leased, (tx, held) => this.payouts.settle(tx, held, found, { account, staffId: null }));
  }

  private async leaveToStaff(leased: LeasedLine, problem: string | null): Promise<void> {
    await this.held(leased, (tx, line) => {
      line.problem = problem;
      saveLines(tx, [line]);
    });
  }

  /** Works on a line that is locked, unless somebody has decided meanwhile or another worker holds it. */
  private async held(
    { id, lease }: LeasedLine,
    work: (tx: Tx, line: StatementLineRow) => unknown,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const line = (await lockLines(tx, [id])).get(id);
      if (isHeld(line, lease)) await work(tx, line);
    });
  }
}

function isHeld(line: StatementLineRow | undefined, lease: string): line is StatementLineRow {
  return line?.lease === lease && line.state === 'open';
}
