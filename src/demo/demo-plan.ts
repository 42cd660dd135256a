import { FIRM_KINDS, FIRM_NAMES, FIRST_NAMES, LAST_NAMES } from './demo-names.js';
import { Random } from './random.js';

/** How much demo data, and which: the same seed gives the same people, funds, loans and payments. */
export interface DemoSize {
  customers: number;
  providers: number;
  loans: number;
  seed: number;
}

/** The days that the demo data spans; the last of them is yesterday. */
export const DEMO_DAYS = 240;
/** Lenders come first, so that the first borrower finds money. */
const FIRST_LOAN_DAY = 20;
const FIRST_REPAYMENTS = 30;

export interface PlannedUser {
  username: string;
  role: 'customer' | 'provider';
  firstName: string;
  lastName: string;
  email: string;
  /** Day of the demo, from 0. */
  joinsOn: number;
}

export interface PlannedProvider extends PlannedUser {
  /** Minor units. */
  fund: bigint;
}

/**
 * How a borrower pays: everything after some weeks, or each instalment some days before or after it is due (`shift`),
 * stopping after `stopsAfter` of them.
 */
export type PayingHabit =
  { early: true; afterDays: number } | { early: false; shift: number; stopsAfter: number };

export interface PlannedLoan {
  /** Index of the customer. */
  customer: number;
  day: number;
  /** Minor units. */
  amount: bigint;
  habit: PayingHabit;
}

export interface DemoPlan {
  customers: PlannedUser[];
  providers: PlannedProvider[];
  loans: PlannedLoan[];
}

/** The range of a loan and the minor units in one whole unit of the currency. */
export interface LoanSizes {
  min: bigint;
  max: bigint;
  whole: bigint;
}

/** Who joins, lends, borrows and how they pay. Pure: the same input gives the same plan. */
export function planDemo(size: DemoSize, sizes: LoanSizes): DemoPlan {
  const random = new Random(size.seed);
  const customers = Array.from({ length: size.customers }, (_, index) =>
    planCustomer(random, size.seed, index),
  );
  const loans = Array.from({ length: size.loans }, () => planLoan(random, customers, sizes));
  const lent = loans.reduce((sum, { amount }) => sum + amount, 0n);
  return { customers, providers: planProviders(random, size, lent, sizes), loans };
}

function planCustomer(random: Random, seed: number, index: number): PlannedUser {
  const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  return {
    username: usernameOf(seed, 'customer', index),
    role: 'customer',
    firstName,
    lastName,
    email: `${ascii(firstName)}.${ascii(lastName)}@example.org`,
    joinsOn: random.between(0, DEMO_DAYS - FIRST_REPAYMENTS),
  };
}

function planLoan(random: Random, customers: readonly PlannedUser[], sizes: LoanSizes): PlannedLoan {
  const customer = random.between(0, customers.length - 1);
  const joinsOn = customers[customer]?.joinsOn ?? 0;
  const span = sizes.max - sizes.min;
  // Small loans are the most common: the smaller of two draws.
  const percent = Math.min(random.between(0, 100), random.between(0, 100));
  const wanted = sizes.min + (span * BigInt(percent)) / 100n;
  const round = 50n * sizes.whole;
  const amount = wanted - (wanted % round);
  return {
    customer,
    day: random.between(Math.max(FIRST_LOAN_DAY, joinsOn), DEMO_DAYS - 1),
    amount: amount < sizes.min ? sizes.min : amount,
    habit: planHabit(random),
  };
}

function planHabit(random: Random): PayingHabit {
  if (random.chance(15)) return { early: true, afterDays: random.between(20, 100) };
  const stopsAfter = random.chance(10) ? random.between(0, 4) : Number.MAX_SAFE_INTEGER;
  return {
    early: false,
    shift: random.chance(20) ? random.between(2, 25) : -random.between(0, 4),
    stopsAfter,
  };
}

/** Their funds together cover all loans with a quarter to spare, in uneven parts. */
function planProviders(random: Random, size: DemoSize, lent: bigint, sizes: LoanSizes): PlannedProvider[] {
  const weights = Array.from({ length: size.providers }, () => BigInt(random.between(1, 12)));
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const needed = (lent > sizes.max ? lent : sizes.max) + lent / 4n;
  const round = 100n * sizes.whole;
  return weights.map((weight, index) => {
    const [firm, kind] = [random.pick(FIRM_NAMES), random.pick(FIRM_KINDS)];
    return {
      username: usernameOf(size.seed, 'provider', index),
      role: 'provider',
      firstName: firm,
      lastName: kind,
      email: `office@${ascii(firm)}-${ascii(kind)}.example`,
      joinsOn: random.between(0, FIRST_LOAN_DAY - 1),
      fund: ((needed * weight) / (total * round) + 1n) * round,
    };
  });
}

function usernameOf(seed: number, role: PlannedUser['role'], index: number): string {
  return `demo${String(seed)}-${role}-${String(index + 1).padStart(3, '0')}`;
}

function ascii(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/ı/g, 'i')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
