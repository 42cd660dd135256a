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
import { LoanStatements } from '../loan-statements/loan-statements.queries.js';
import { ReceiptedPayments } from '../payments/receipted-payments.service.js';
import { FundsService } from '../providers/funds.service.js';
import { DayClose } from '../day-close/day-close.service.js';
import { WriteOffsService } from '../payments/write-offs.service.js';
import { DEMO_PASSWORD } from './demo-accounts.js';
import { DEMO_DAYS } from './demo-plan.js';
import { DemoTime } from './demo-time.js';
import { whoExists } from './demo.queries.js';
import { SCENARIOS, type Scenario, type Scene } from './scenarios.js';

/** The result of one scenario. */
export interface ScenarioResult {
  scenario: string;
  tells: string;
  /** The borrower. */
  username: string;
  loan: string;
  status: string;
  days_past_due: number;
  remaining_balance: string;
  currency: string;
}

const STAFF = 'scenario-staff';
const LENDERS = ['scenario-lender-1', 'scenario-lender-2', 'scenario-lender-3'];
const usernameOf = ({ name }: Scenario) => `scenario-${name}`;

/**
 * Runs each scenario through the services, day by day over the last eight months, with every day closed. Throws
 * `username_taken` when they already exist.
 */
export async function seedScenarios(
  app: INestApplicationContext,
  progress: (text: string) => void,
): Promise<ScenarioResult[]> {
  const usernames = [STAFF, ...LENDERS, ...SCENARIOS.map(usernameOf)];
  const [taken] = (await whoExists(app, usernames)).found;
  if (taken !== undefined) {
    throw new DomainError('username_taken', `The scenarios already exist (${taken}).`, {
      username: taken,
    });
  }
  // Closed dates stay closed, so the schedule of a running server cannot get in the way of the days to come.
  await app.get(DayClose).run();
  const madeSince = newId();
  const time = new DemoTime(app.get(Clock), await app.get(BankConfigQueries).businessDate(), DEMO_DAYS);
  try {
    const lives = await begin(app, time);
    for (let day = 0; day < DEMO_DAYS; day++) {
      time.goTo(day);
      for (const life of lives) await life.liveOn(day);
      await app.get(DayClose).closeFor(time.dateOf(day), madeSince);
      if ((day + 1) % 60 === 0) progress(`${String(day + 1)} of ${String(DEMO_DAYS)} days`);
    }
    return await Promise.all(lives.map((life) => life.result()));
  } finally {
    app.get(LoanFundAllocator).lenders = null;
    time.restore();
  }
}

async function begin(app: INestApplicationContext, time: DemoTime): Promise<Life[]> {
  time.goTo(0);
  const config = await app.get(BankConfigQueries).inForce();
  const decimals = currencyDecimals(config.currency);
  const wanted = 1200n * 10n ** BigInt(decimals);
  const most = wanted > config.maxLoanAmount ? config.maxLoanAmount : wanted;
  const amount = most < config.minLoanAmount ? config.minLoanAmount : most;
  const join = async (username: string, role: 'staff' | 'provider' | 'customer') =>
    (
      await app.get(UsersService).createUser({
        username,
        role,
        firstName: username.replace('scenario-', ''),
        lastName: 'Scenario',
        email: `${username}@example.org`,
        password: DEMO_PASSWORD,
      })
    ).id;
  const staffId = await join(STAFF, 'staff');
  const lenders: string[] = [];
  for (const [index, lender] of LENDERS.entries()) {
    const id = await join(lender, 'provider');
    lenders.push(id);
    // Uneven, and together enough for all.
    const fund = (amount * BigInt(SCENARIOS.length) * BigInt(index + 2)) / 7n;
    const move = {
      kind: 'add_funds' as const,
      providerId: id,
      amount: formatMoney(fund + 1n, decimals),
      over: null,
      isVouchedFor: true,
    };
    await app.get(FundsService).move(move, contextOf(id));
  }
  // Other lenders' money was not there yet on that day.
  app.get(LoanFundAllocator).lenders = lenders;
  const lives: Life[] = [];
  for (const scenario of SCENARIOS) {
    const customerId = await join(usernameOf(scenario), 'customer');
    const request = { customerId, requestedBy: null, amount: formatMoney(amount, decimals) };
    const { body } = await app.get(LoanRequests).request(request, contextOf(customerId));
    lives.push(new Life(app, time, scenario, body, staffId));
  }
  return lives;
}

/** One scenario on its way. */
class Life {
  private readonly payments: string[] = [];

  constructor(
    private readonly app: INestApplicationContext,
    private readonly time: DemoTime,
    private readonly scenario: Scenario,
    private readonly first: LoanResponse,
    private readonly staffId: string,
  ) {}

  async liveOn(day: number): Promise<void> {
    const loan = await this.loan();
    if (loan.status !== 'paid') await this.scenario.live(this.scene(loan, day));
  }

  async result(): Promise<ScenarioResult> {
    const loan = await this.loan();
    return {
      scenario: this.scenario.name,
      tells: this.scenario.tells,
      username: usernameOf(this.scenario),
      loan: loan.id,
      status: loan.status,
      days_past_due: loan.days_past_due,
      remaining_balance: loan.remaining_balance,
      currency: loan.currency,
    };
  }

  private loan(): Promise<LoanResponse> {
    return this.app.get(LoansQueries).getLoan(this.first.id, this.staff());
  }

  private scene(loan: LoanResponse, day: number): Scene {
    const decimals = currencyDecimals(loan.currency);
    const today = this.time.dateOf(day);
    const over = { tellerId: this.staffId, method: undefined, reference: null };
    const pay = async (amount: string, valueDate?: string) => {
      const request = { caller: this.staff(), loanId: loan.id, amount, valueDate, over };
      const { body } = await this.app.get(ReceiptedPayments).pay(request, contextOf(this.staffId));
      this.payments.push(body.id);
    };
    return {
      today,
      age: day,
      nextDueOn: loan.next_due_date,
      status: loan.status,
      payments: this.payments,
      payDue: async ({ percent = 100n, valueDate = today } = {}) => {
        const due = await this.dueOn(loan, valueDate);
        const amount = (parseMoney(due, decimals) * percent) / 100n;
        await pay(formatMoney(amount, decimals), valueDate);
      },
      payOff: async () => {
        const { total } = await this.app.get(LoanStatements).payoff(loan.id, today, this.staff());
        await pay(total);
      },
      reverse: async (paymentId, reason) => {
        const request = { staffId: this.staffId, paymentId, reason, money: 'returned' as const, over };
        await this.app.get(ReceiptedPayments).reverse(request, contextOf(this.staffId));
      },
      writeOff: async (reason) => {
        const request = { staffId: this.staffId, loanId: loan.id, reason };
        await this.app.get(WriteOffsService).writeOff(request, contextOf(this.staffId));
      },
    };
  }

  /** Includes the late interest of that very day, which the loan's summary gets at the end of the day. */
  private async dueOn(loan: LoanResponse, date: string): Promise<string> {
    const { rows } = await this.app.get(LoanStatements).schedule(loan.id, { as_of: date }, this.staff());
    const oldest = rows.find(({ state }) => state !== 'paid');
    return loan.status === 'written_off' || !oldest ? loan.remaining_balance : oldest.outstanding;
  }

  private staff() {
    return { id: this.staffId, role: 'staff' as const };
  }
}

function contextOf(callerId: string): CommandContext {
  return { callerId, requestId: newId(), idempotency: null };
}
