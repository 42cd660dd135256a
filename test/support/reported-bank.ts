import type { TestApp } from './app.js';
import { daysAfter, openSandbox, type Sandbox } from './late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from './make.js';

/** Ten instalments in a hundred days, with nothing else on top: figures that are easy to compute by hand. */
const TERMS = {
  interest_rate: '0',
  installments: 10,
  every: 10,
  unit: 'days',
  late_interest_rate: '0',
  grace_days: 3,
  default_after_days: 60,
  reminder_days: 0,
};
/** What each borrower paid: nothing, the first instalment, half of that, the whole loan, half of the loan. */
const PAID = {
  never: ['1000.00', null],
  first: ['2000.00', '200.00'],
  partly: ['600.00', '30.00'],
  wholly: ['500.00', '500.00'],
  ahead: ['1000.00', '500.00'],
} as const;
type Who = keyof typeof PAID;

/** A sandbox with a loan of each kind, all from the date `start`, and its reports. */
export interface ReportedBank {
  sandbox: Sandbox;
  start: string;
  small: Actor;
  large: Actor;
  loans: Record<Who, { id: string; customer: Actor }>;
  // Answers are untyped, as JavaScript clients read them.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  report: (what: string) => Promise<any>;
  /** Moves to this many days after `start`. */
  advanceTo: (day: number) => Promise<unknown>;
  writeOff: (who: Who) => Promise<void>;
}

/** The small provider lends its 333.33 on the first loan; the large one lends the rest. */
export async function openReportedBank(app: TestApp): Promise<ReportedBank> {
  const sandbox = await openSandbox(app);
  const { api } = sandbox.staff;
  const start = await sandbox.today();
  must(200, await api.patch('/api/bank_configuration/', TERMS));
  const small = await makeProvider(app, '333.33');
  const large = await makeProvider(app, '90000.00');
  const lent: [string, { id: string; customer: Actor }][] = [];
  for (const [who, [amount, paid]] of Object.entries(PAID)) {
    const customer = await makeCustomer(app);
    const loan = await makeLoan(customer, amount);
    if (paid !== null) await pay(customer, loan, paid);
    lent.push([who, { id: loan.id, customer }]);
  }
  const loans = Object.fromEntries(lent) as ReportedBank['loans'];
  return {
    sandbox,
    start,
    small,
    large,
    loans,
    report: async (what) => must(200, await api.get(`/api/reports/${what}`)),
    advanceTo: (day) => sandbox.advance(daysAfter(start, day)),
    writeOff: async (who) => {
      must(200, await api.post(`/api/loans/${loans[who].id}/write_off/`, { reason: 'Gone.' }));
    },
  };
}
