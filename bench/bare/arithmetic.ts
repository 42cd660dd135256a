/** The platform's own arithmetic, from its build: pure functions, so that bare writes the same figures. */

export interface Terms {
  principal: bigint;
  annualRate: string;
  interestMethod: string;
  interestRounding: string;
  dayCount: string;
  periodInterest: string;
  installments: number;
  every: number;
  unit: string;
  startOn: string;
}

export interface Installment {
  dueOn: string;
  principal: bigint;
  interest: bigint;
}

type Order = readonly string[];

interface Arithmetic {
  buildSchedule: (terms: Terms) => Installment[];
  flatPosition: (
    schedule: readonly Installment[],
    totalPaid: bigint,
    order: Order,
  ) => { nextDueOn: string | null; nextDueAmount: bigint; principalOutstanding: bigint };
  flatPayment: (
    schedule: readonly Installment[],
    paidBefore: bigint,
    amount: bigint,
    order: Order,
  ) => { principal: bigint; interest: bigint };
  splitCumulative: (of: {
    weights: readonly bigint[];
    paidSoFar: bigint;
    amount: bigint;
    received: readonly bigint[];
  }) => bigint[];
  commissionOn: (interest: bigint, rate: string) => bigint;
  daysPastDue: (nextDueOn: string | null, today: string) => number;
  dueDate: (startOn: string, nr: number, every: number, unit: string) => string;
  monthsCovering: (from: string, to: string) => number;
  installmentPlan: (duration: string, installments: number) => { every: number; unit: string } | null;
  formatMoney: (minor: bigint, decimals: number) => string;
  parseMoney: (text: string, decimals: number) => bigint;
  currencyDecimals: (currency: string) => number;
  shownShortNumber: (number: number) => string;
}

async function load(): Promise<Arithmetic> {
  const files = [
    'lending/schedule',
    'lending/flat-repayment',
    'lending/split',
    'lending/commission',
    'lending/days-past-due',
    'lending/dates',
    'lending/money',
    'bank-config/installment-plan',
    'runtime/short-number',
  ];
  const modules = await Promise.all(
    files.map(
      (file) =>
        import(new URL(`../../dist/src/${file}.js`, import.meta.url).href) as Promise<Partial<Arithmetic>>,
    ),
  );
  return Object.assign({}, ...modules) as Arithmetic;
}

export const arithmetic = await load();
