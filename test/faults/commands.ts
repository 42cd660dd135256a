import type { Random } from '../../src/demo/random.js';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../support/make.js';

/** What a client wants to be done once. */
export interface Command {
  kind: 'borrow' | 'pay' | 'reverse' | 'write_off' | 'add_funds' | 'withdraw' | 'reinvest';
  actor: Actor;
  /** Which of its client's commands it is; the first goes to the first instance. */
  nr: number;
  key: string;
  path: string;
  body: Record<string, string>;
  /** What its effect is found by in the database: no other command has the same. */
  mark: string;
  /** What became of it, as far as the client knows; null as long as no answer was final. */
  answer: { status: number; body: Record<string, unknown> } | null;
  attempts: number;
}

/** What everybody may know: what was granted and paid, for staff to look at. */
export interface Shared {
  loans: string[];
  payments: string[];
}

/** Decides what a client does next, by its own numbers. Amounts are never the same twice of one actor and kind. */
export class Decisions {
  private readonly loans: string[] = [];
  private readonly used = new Set<string>();
  private count = 0;

  constructor(
    readonly actor: Actor,
    private readonly random: Random,
    private readonly shared: Shared,
  ) {}

  next(): Command {
    const { role } = this.actor;
    if (role === 'provider') return this.asProvider();
    return role === 'customer' ? this.asCustomer() : this.asStaff();
  }

  /** Whether to give up on a command whose outcome is not known. */
  givesUp(): boolean {
    return this.random.chance(5);
  }

  /** Thinking time. */
  pauseMs(): number {
    return this.random.between(100, 800);
  }

  learn({ kind, answer }: Command): void {
    if (answer === null || answer.status >= 300) return;
    const id = String(answer.body.id);
    if (kind === 'borrow') {
      this.loans.push(id);
      this.shared.loans.push(id);
    }
    if (kind === 'pay') this.shared.payments.push(id);
  }

  /** A command that cannot be refused. */
  deposit(amount?: string): Command {
    return this.moveFunds('add_funds', amount);
  }

  private asProvider(): Command {
    return this.moveFunds(this.random.pick(['add_funds', 'withdraw', 'reinvest'] as const));
  }

  private moveFunds(
    kind: 'add_funds' | 'withdraw' | 'reinvest',
    amount = this.amount(kind, 1, 400),
  ): Command {
    return this.command(kind, `/api/providers/${kind}/`, { amount }, `${kind} ${this.actor.id} ${amount}`);
  }

  private asCustomer(): Command {
    const loan = this.loans.length === 0 ? null : this.random.pick(this.loans);
    if (loan === null || this.random.chance(30)) {
      const amount = this.amount('borrow', 100, 900);
      return this.command('borrow', '/api/loans/', { amount }, `borrow ${this.actor.id} ${amount}`);
    }
    const amount = this.amount(loan, 1, 200);
    return this.command('pay', '/api/payments/', { loan, amount }, `pay ${loan} ${amount}`);
  }

  private asStaff(): Command {
    const { loans, payments } = this.shared;
    const reason = 'As the dice say.';
    if (loans.length > 0 && (payments.length === 0 || this.random.chance(30))) {
      const loan = this.random.pick(loans);
      return this.command('write_off', `/api/loans/${loan}/write_off/`, { reason }, `write_off ${loan}`);
    }
    const payment = payments.length === 0 ? uuidv7() : this.random.pick(payments);
    return this.command('reverse', `/api/payments/${payment}/reverse/`, { reason }, `reverse ${payment}`);
  }

  private amount(kind: string, least: number, most: number): string {
    for (;;) {
      const cents = String(this.random.between(0, 99)).padStart(2, '0');
      const amount = `${String(this.random.between(least, most))}.${cents}`;
      if (this.used.has(`${kind} ${amount}`) || amount === '0.00') continue;
      this.used.add(`${kind} ${amount}`);
      return amount;
    }
  }

  private command(kind: Command['kind'], path: string, body: Record<string, string>, mark: string): Command {
    const nr = this.count++;
    const key = `${this.actor.id} ${String(nr)}`;
    return { kind, actor: this.actor, nr, key, path, body, mark, answer: null, attempts: 0 };
  }
}
