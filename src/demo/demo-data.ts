import type { INestApplicationContext } from '@nestjs/common';
import { UsersService } from '../auth/users.service.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import { newId } from '../runtime/ids.js';
import type { CommandContext } from '../commands/money-commands.js';
import { DomainError } from '../runtime/problems.js';
import { LoanFundAllocator } from '../funding/loan-fund-allocator.js';
import { currencyDecimals, formatMoney, parseMoney } from '../lending/money.js';
import type { LoanResponse } from '../loans/loans.dto.js';
import { LoansQueries } from '../loans/loans.queries.js';
import { LoanRequests } from '../origination/loan-requests.service.js';
import { ReceiptedPayments } from '../payments/receipted-payments.service.js';
import { FundsService } from '../providers/funds.service.js';
import { ProvidersQueries } from '../providers/providers.queries.js';
import { DayClose } from '../day-close/day-close.service.js';
import { DEMO_PASSWORD } from './demo-accounts.js';
import {
  DEMO_DAYS,
  planDemo,
  type DemoPlan,
  type DemoSize,
  type PlannedLoan,
  type PlannedUser,
} from './demo-plan.js';
import { DemoTime } from './demo-time.js';
import { whoExists } from './demo.queries.js';

/** What was created. `refused` counts loans that the providers could not fund. */
export interface DemoResult {
  seed: number;
  customers: number;
  providers: number;
  loans: number;
  paid_loans: number;
  refused: number;
  payments: number;
  currency: string;
  lent: string;
  repaid: string;
}

/** A loan on its way through the demo; `paysOn` is the day of its next payment, null when there is none. */
interface Borrowed {
  plan: PlannedLoan;
  loan: LoanResponse;
  payments: number;
  paysOn: number | null;
}

/** Below the limits of the password queue and of the batchers. */
const AT_ONCE = 100;

/**
 * Creates demo data through the services, day by day over the last eight months, so that every rule and every posting
 * is the real one. Throws `username_taken` when the data of this seed already exists.
 */
export async function seedDemo(
  app: INestApplicationContext,
  size: DemoSize,
  progress: (text: string) => void,
): Promise<DemoResult> {
  const config = await app.get(BankConfigQueries).inForce();
  const decimals = currencyDecimals(config.currency);
  const plan = planDemo(size, {
    min: config.minLoanAmount,
    max: config.maxLoanAmount,
    whole: 10n ** BigInt(decimals),
  });
  await assertNew(app, plan, size.seed);
  // Closed days stay closed, so the schedule of a running server cannot get in the way of the days to come.
  await app.get(DayClose).run();
  const madeSince = newId();
  const time = new DemoTime(app.get(Clock), await app.get(BankConfigQueries).businessDate(), DEMO_DAYS);
  try {
    const seeder = new Seeder(app, plan, time, decimals);
    for (let day = 0; day < DEMO_DAYS; day++) {
      time.goTo(day);
      await seeder.live(day);
      await app.get(DayClose).closeFor(time.dateOf(day), madeSince);
      if ((day + 1) % 60 === 0) progress(`${String(day + 1)} of ${String(DEMO_DAYS)} days`);
    }
    await seeder.useWallets();
    return {
      seed: size.seed,
      customers: size.customers,
      providers: size.providers,
      currency: config.currency,
      ...seeder.totals(),
    };
  } finally {
    app.get(LoanFundAllocator).lenders = null;
    time.restore();
  }
}

async function assertNew(app: INestApplicationContext, plan: DemoPlan, seed: number): Promise<void> {
  const usernames = [...plan.providers, ...plan.customers].map(({ username }) => username);
  const [username] = (await whoExists(app, usernames)).found;
  if (username === undefined) return;
  throw new DomainError(
    'username_taken',
    `The demo data of seed ${String(seed)} already exists (${username}). Choose another --seed.`,
    { username },
  );
}

class Seeder {
  private readonly ids = new Map<string, string>();
  private readonly borrowed: Borrowed[] = [];
  private refused = 0;
  /** The planned lenders that have joined; other lenders' money was not there yet on that day. */
  private readonly lenders: string[] = [];

  constructor(
    private readonly app: INestApplicationContext,
    private readonly plan: DemoPlan,
    private readonly time: DemoTime,
    private readonly decimals: number,
  ) {
    app.get(LoanFundAllocator).lenders = this.lenders;
  }

  /** One day: people join, lenders bring money, borrowers borrow and pay. */
  async live(day: number): Promise<void> {
    const { providers, customers, loans } = this.plan;
    const joins = ({ joinsOn }: PlannedUser) => joinsOn === day;
    await inChunks([...providers, ...customers].filter(joins), (user) => this.join(user));
    await inChunks(providers.filter(joins), (provider) =>
      this.move('add_funds', this.idOf(provider), provider.fund),
    );
    await inChunks(
      loans.filter((loan) => loan.day === day),
      (loan) => this.borrow(loan),
    );
    await inChunks(
      this.borrowed.filter(({ paysOn }) => paysOn === day),
      (borrowed) => this.pay(borrowed, day),
    );
  }

  /** Lenders withdraw some of what came back, or lend it again. */
  async useWallets(): Promise<void> {
    await inChunks([...this.plan.providers.entries()], async ([index, provider]) => {
      const id = this.idOf(provider);
      const { wallet_amount: wallet } = await this.app
        .get(ProvidersQueries)
        .getProvider(id, { id, role: 'provider' });
      const part = parseMoney(wallet, this.decimals) / BigInt(2 + (index % 3));
      const kind = (['withdraw', 'reinvest', null] as const)[index % 3];
      if (kind && part > 0n) await this.move(kind, id, part);
    });
  }

  totals(): Pick<DemoResult, 'loans' | 'paid_loans' | 'refused' | 'payments' | 'lent' | 'repaid'> {
    const sum = (of: (loan: LoanResponse) => string) =>
      formatMoney(
        this.borrowed.reduce((total, { loan }) => total + parseMoney(of(loan), this.decimals), 0n),
        this.decimals,
      );
    return {
      loans: this.borrowed.length,
      paid_loans: this.borrowed.filter(({ loan }) => loan.status === 'paid').length,
      refused: this.refused,
      payments: this.borrowed.reduce((total, { payments }) => total + payments, 0),
      lent: sum(({ amount }) => amount),
      repaid: sum(({ total_paid: paid }) => paid),
    };
  }

  private async join({ username, role, firstName, lastName, email }: PlannedUser): Promise<void> {
    const { id } = await this.app
      .get(UsersService)
      .createUser({ username, role, firstName, lastName, email, password: DEMO_PASSWORD });
    this.ids.set(username, id);
    if (role === 'provider') this.lenders.push(id);
  }

  private async move(kind: 'add_funds' | 'withdraw' | 'reinvest', providerId: string, amount: bigint) {
    const wish = {
      kind,
      providerId,
      amount: formatMoney(amount, this.decimals),
      over: null,
      isVouchedFor: true,
    };
    await this.app.get(FundsService).move(wish, contextOf(providerId));
  }

  private async borrow(plan: PlannedLoan): Promise<void> {
    const customerId = this.idOf(this.plan.customers[plan.customer]);
    try {
      const { body } = await this.app
        .get(LoanRequests)
        .request(
          { customerId, requestedBy: null, amount: formatMoney(plan.amount, this.decimals) },
          contextOf(customerId),
        );
      const loan = body;
      this.borrowed.push({ plan, loan, payments: 0, paysOn: this.nextPayment(plan, loan, 0) });
    } catch (error) {
      // Other loans may have taken the money meanwhile; the demo goes on without this one.
      if (!(error instanceof DomainError && error.code === 'insufficient_funds')) throw error;
      this.refused++;
    }
  }

  private async pay(borrowed: Borrowed, day: number): Promise<void> {
    const { plan, loan } = borrowed;
    const caller = { id: loan.customer, role: 'customer' as const };
    const amount = plan.habit.early ? loan.remaining_balance : loan.next_due_amount;
    const request = { caller, loanId: loan.id, amount, over: null, isVouchedFor: true };
    await this.app.get(ReceiptedPayments).pay(request, contextOf(caller.id));
    borrowed.loan = await this.app.get(LoansQueries).getLoan(loan.id, caller);
    borrowed.payments++;
    const next = this.nextPayment(plan, borrowed.loan, borrowed.payments);
    borrowed.paysOn = next === null ? null : Math.max(next, day + 1);
  }

  private nextPayment({ day, habit }: PlannedLoan, loan: LoanResponse, payments: number): number | null {
    if (loan.next_due_date === null) return null;
    if (habit.early) return day + habit.afterDays;
    return payments < habit.stopsAfter ? this.time.dayOf(loan.next_due_date) + habit.shift : null;
  }

  private idOf(user: PlannedUser | undefined): string {
    const id = user && this.ids.get(user.username);
    if (id === undefined) throw new Error('a demo user acts before it has joined');
    return id;
  }
}

function contextOf(callerId: string): CommandContext {
  return { callerId, requestId: newId(), idempotency: null };
}

async function inChunks<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    await Promise.all(items.slice(from, from + AT_ONCE).map(work));
  }
}
