import { uuidv7 } from 'uuidv7';
import { arithmetic } from './arithmetic.js';
import { all, GroupCommit, list, type Connection, type Row, type Writes } from './batches.js';
import { termsIn, READ_TERMS, type BankTerms } from './bank-terms.js';
import { insertPostings, type Posting } from './journal.js';
import { decimal, loanJson } from './json.js';
import { insertEvents, type Told } from './outbox.js';

export interface LoanRequest {
  customerId: string;
  amount: string;
}

interface Part {
  providerId: string;
  amount: bigint;
}

interface NewLoan {
  id: string;
  number: number;
  customerId: string;
  creditScore: string;
  amount: bigint;
  due: bigint;
  nextDueOn: string;
  nextDue: bigint;
  parts: Part[];
}

interface Read {
  today: string;
  customers: Row[];
  config: Row;
  candidates: Row[];
}

const FEWEST_CANDIDATES = 8;
/** Numbers are fetched so many at a time, as the platform does. */
const NUMBERS_AT_ONCE = 200;

/** The platform's providers without limits, smallest first; kept by the platform's index of that policy. */
const LOCK_CANDIDATES = `SELECT p.id, p.free_amount, p.fund_amount + p.wallet_amount + p.lent_amount AS total
  FROM providers p WHERE p.id = ANY (ARRAY (
    SELECT c.id FROM providers c WHERE c.free_amount > 0 ORDER BY c.free_amount, c.id LIMIT $1))
  ORDER BY p.id FOR NO KEY UPDATE`;

/** Loan requests: the rows that the platform writes for them, from as many locked providers as they need. */
export function loanRequests(connection: Connection): GroupCommit<LoanRequest, Read, string> {
  let window = FEWEST_CANDIDATES;
  const numbers: number[] = [];
  const read = async (db: Connection, requests: readonly LoanRequest[]): Promise<Read> => {
    const ids = [...new Set(requests.map(({ customerId }) => customerId))];
    const [fresh, [date], customers, [config], candidates] = await all([
      numbers.length < requests.length
        ? db.query(
            `SELECT short_number(nextval('short_numbers')) AS number FROM generate_series(1, $1::int)`,
            [NUMBERS_AT_ONCE],
          )
        : Promise.resolve([]),
      db.query('SELECT hold_business_date() AS date', []),
      db.query('SELECT id, credit_score FROM customers WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [
        list(ids),
      ]),
      db.query(READ_TERMS, []),
      db.query(LOCK_CANDIDATES, [window]),
    ]);
    numbers.push(...fresh.map((row) => Number(row.number)));
    return { today: date?.date ?? '', customers, config: config as Row, candidates };
  };
  const decide = (found: Read, requests: readonly LoanRequest[]): Writes<string> | null => {
    const terms = termsIn(found.config);
    const scores = new Map(found.customers.map((row) => [row.id, row.credit_score]));
    const funds = new Funds(found.candidates);
    const loans: NewLoan[] = [];
    for (const { customerId, amount: text } of requests) {
      const creditScore = scores.get(customerId);
      if (creditScore == null) throw new Error(`there is no customer ${customerId}`);
      const amount = arithmetic.parseMoney(text, terms.decimals);
      const parts = funds.take(amount);
      if (parts === null) {
        if (found.candidates.length < window) throw new Error('the providers have not enough money');
        window *= 8;
        return null;
      }
      loans.push({
        id: uuidv7(),
        number: numbers.pop() ?? 0,
        customerId,
        creditScore,
        amount,
        parts,
        ...owedOn(amount, terms, found.today),
      });
    }
    window = Math.max(FEWEST_CANDIDATES, 2 * funds.used);
    return writes(loans, found, terms);
  };
  return new GroupCommit(connection, read, decide);
}

/** Candidates' free money, taken as `smallest_first` does: who lent a part has the least now, and lends on. */
class Funds {
  private readonly ranked: { id: string; free: bigint }[];
  private at = 0;

  constructor(candidates: readonly Row[]) {
    this.ranked = candidates
      .map((row) => ({ id: row.id ?? '', free: BigInt(row.free_amount ?? '0') }))
      .sort((a, b) => (a.free < b.free ? -1 : a.free > b.free ? 1 : a.id < b.id ? -1 : 1));
  }

  get used(): number {
    return this.at + 1;
  }

  take(amount: bigint): Part[] | null {
    const parts: Part[] = [];
    for (let missing = amount; missing > 0n;) {
      const first = this.ranked[this.at];
      if (first === undefined) return null;
      const part = first.free < missing ? first.free : missing;
      parts.push({ providerId: first.id, amount: part });
      first.free -= part;
      missing -= part;
      if (first.free === 0n) this.at++;
    }
    return parts;
  }
}

function owedOn(amount: bigint, terms: BankTerms, today: string) {
  const schedule = arithmetic.buildSchedule({ ...terms, principal: amount, startOn: today });
  const { nextDueOn, nextDueAmount } = arithmetic.flatPosition(schedule, 0n, terms.order);
  return {
    due: schedule.reduce((sum, row) => sum + row.principal + row.interest, 0n),
    nextDueOn: nextDueOn ?? '',
    nextDue: nextDueAmount,
  };
}

function postingsOf({ id: loanId, amount, parts }: NewLoan): Posting[] {
  const subject = { loanId, paymentId: null };
  return [
    ...parts.map((part): Posting => ({
      kind: 'funding',
      debit: ['provider_fund', part.providerId],
      credit: ['provider_claim', part.providerId],
      amount: part.amount,
      ...subject,
    })),
    { kind: 'disbursement', debit: ['loan_principal', loanId], credit: ['cash', null], amount, ...subject },
  ];
}

function writes(
  loans: readonly NewLoan[],
  { today, candidates, config }: Read,
  terms: BankTerms,
): Writes<string> {
  const runId = uuidv7();
  const now = new Date().toISOString();
  const parts = loans.flatMap((loan) => loan.parts.map((part) => ({ ...part, loanId: loan.id })));
  const lent = new Map<string, bigint>();
  for (const { providerId, amount } of parts) lent.set(providerId, (lent.get(providerId) ?? 0n) + amount);
  const of = (...values: (keyof NewLoan)[]) =>
    values.map((value) => list(loans.map((loan) => loan[value] as string | bigint | number)));
  const termMonths = arithmetic.monthsCovering(
    today,
    arithmetic.dueDate(today, terms.installments, terms.every, terms.unit),
  );
  const recorded = loans.map(({ id, customerId, amount }) => ({
    id,
    customer: customerId,
    principal: amount.toString(),
    term_months: termMonths,
  }));
  return {
    statements: [
      [
        `UPDATE providers p SET fund_amount = p.fund_amount - c.amount, lent_amount = p.lent_amount + c.amount
         FROM (SELECT unnest($1::uuid[]) AS id, unnest($2::bigint[]) AS amount) c WHERE p.id = c.id`,
        [list([...lent.keys()]), list([...lent.values()])],
      ],
      [
        `INSERT INTO allocation_runs (id, created_at, config_version, policy, provider_ids, free_amounts,
           total_amounts, limits, loans) VALUES ($1, $2, $3, 'smallest_first', $4, $5, $6, '{}', $7)`,
        [
          runId,
          now,
          config.version,
          list(candidates.map((row) => row.id ?? null)),
          list(candidates.map((row) => row.free_amount ?? null)),
          list(candidates.map((row) => row.total ?? null)),
          JSON.stringify(recorded),
        ],
      ],
      [
        `INSERT INTO loans (id, number, customer_id, amount, principal_outstanding, amount_due, next_due_amount, credit_score,
           next_due_on, created_at, start_on, assessed_on, allocation_run_id, config_version, currency,
           interest_rate, interest_method, interest_rounding, day_count, period_interest, duration, installments,
           every, unit, allocation_order, prepayment_rebate, grace_days, late_interest_rate, default_after_days,
           commission_rate, status)
         SELECT unnest($1::uuid[]), unnest($2::int[]), unnest($3::uuid[]), unnest($4::bigint[]), unnest($4::bigint[]),
           unnest($5::bigint[]), unnest($6::bigint[]), unnest($7::int[]), $8::date, $9::timestamptz, $10::date,
           $10::date, $11::uuid, $12::int, $13::text, $14::numeric, $15::text, $16::text, $17::text, $18::text,
           $19::text, $20::int, $21::int, $22::text, $23::text, $24::boolean, $25::int, $26::numeric, $27::int,
           $28::numeric, 'active'`,
        [
          ...of('id', 'number', 'customerId', 'amount', 'due', 'nextDue', 'creditScore'),
          loans[0]?.nextDueOn,
          now,
          today,
          runId,
          config.version,
          terms.currency,
          terms.annualRate,
          terms.interestMethod,
          terms.interestRounding,
          terms.dayCount,
          terms.periodInterest,
          config.duration,
          terms.installments,
          terms.every,
          terms.unit,
          config.allocation_order,
          config.prepayment_rebate,
          config.grace_days,
          config.late_interest_rate,
          config.default_after_days,
          config.commission_rate,
        ],
      ],
      [
        `INSERT INTO fundings (id, loan_id, provider_id, amount, created_at)
         SELECT unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::uuid[]), unnest($4::bigint[]), $5::timestamptz`,
        [
          list(parts.map(() => uuidv7())),
          list(parts.map(({ loanId }) => loanId)),
          list(parts.map(({ providerId }) => providerId)),
          list(parts.map(({ amount }) => amount)),
          now,
        ],
      ],
      insertPostings(loans.flatMap(postingsOf), { today, now, currency: terms.currency }),
      [
        `INSERT INTO loan_events (id, loan_id, amount, balance_after, business_date, created_at, kind, status_after)
         SELECT unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::bigint[]), unnest($4::bigint[]), $5::date,
           $6::timestamptz, 'disbursed', 'active' ON CONFLICT DO NOTHING`,
        [list(loans.map(() => uuidv7())), ...of('id', 'amount', 'due'), today, now],
      ],
      insertEvents(loans.flatMap(toldOf(terms)), { today, now }),
      [
        `INSERT INTO score_due (customer_id, cause) SELECT unnest($1::uuid[]), 'loan'`,
        [list([...new Set(loans.map(({ customerId }) => customerId))])],
      ],
    ],
    answers: loans.map((loan) =>
      JSON.stringify(
        loanJson(
          {
            ...loan,
            currency: terms.currency,
            duration: config.duration ?? '',
            interestRate: terms.annualRate,
            interestMethod: terms.interestMethod,
            installments: terms.installments,
            status: 'active',
            paid: 0n,
            remaining: loan.due,
            principalOutstanding: loan.amount,
            lateInterest: 0n,
            createdAt: now,
            creditScore: Number(loan.creditScore),
            scoreBand: null,
            requestedBy: null,
          },
          today,
        ),
      ),
    ),
  };
}

/** What the platform tells of a loan that is requested and paid out at once. */
const toldOf =
  ({ currency, decimals }: BankTerms) =>
  ({ id: loanId, customerId, amount: minor }: NewLoan): Told[] => {
    const principal = { amount: decimal(minor, decimals), currency };
    return [
      { type: 'loan.requested', loanId, customerId, data: principal },
      {
        type: 'loan.disbursed',
        loanId,
        customerId,
        data: { ...principal, by_transfer: false, waited: false },
      },
    ];
  };
