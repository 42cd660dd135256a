import type pg from 'pg';

/** What is stored before a cell. Amounts in cents. */
export interface Dataset {
  providers: number;
  customers: number;
  loans: number;
  /** How many providers fund each stored loan. */
  parts: number;
  /** Free money of all providers together: more than any cell can lend. */
  funds: bigint;
  amount: { min: number; max: number };
  /** How long ago a loan of a kind (0 to 499, as many loans of each) was granted; today when it is left out. */
  daysAgo?: (kind: number) => number;
}

interface Terms {
  configVersion: number;
  currency: string;
  interestRate: string;
  interestMethod: string;
  interestRounding: string;
  dayCount: string;
  periodInterest: string;
  duration: string;
  installments: number;
  every: number;
  unit: string;
}

interface Installment {
  dueOn: string;
  principal: bigint;
  interest: bigint;
}

/** The app's own arithmetic, from its build: what is seeded has to pass its proof. */
export interface Arithmetic {
  copyTerms: (config: object) => Terms;
  termsOf: (loan: object) => object;
  buildSchedule: (terms: object) => Installment[];
}

export async function arithmetic(): Promise<Arithmetic> {
  const from = (file: string) => new URL(`../dist/src/${file}`, import.meta.url).href;
  const [terms, schedule] = (await Promise.all([
    import(from('loans/loan-terms.js')),
    import(from('lending/schedule.js')),
  ])) as [Arithmetic, Arithmetic];
  return {
    copyTerms: terms.copyTerms,
    termsOf: terms.termsOf,
    buildSchedule: schedule.buildSchedule,
  };
}

const KINDS_OF_LOAN = 500;

/** Fills a migrated database with parties, loans, participations and the journal of all of it; proof green. */
export async function seed(db: pg.ClientBase, set: Dataset): Promise<void> {
  await db.query('BEGIN');
  await seedParties(db, set);
  await seedKinds(db, set);
  await seedLoans(db, set);
  await db.query('COMMIT');
  // As the application does every minute.
  await db.query('SELECT add_up_loan_figures()');
  await db.query('VACUUM ANALYZE');
  await db.query('CHECKPOINT');
}

async function seedParties(db: pg.ClientBase, { providers, customers, funds }: Dataset): Promise<void> {
  const each = funds / BigInt(providers);
  await db.query(`
    CREATE TEMP TABLE p ON COMMIT DROP AS
      SELECT n AS nr, uuidv7() AS id, (${String(each)} * (0.5 + random()))::bigint AS free
      FROM generate_series(0, ${String(providers - 1)}) n;
    CREATE UNIQUE INDEX ON p (nr);
    CREATE TEMP TABLE c ON COMMIT DROP AS
      SELECT n AS nr, uuidv7() AS id FROM generate_series(0, ${String(customers - 1)}) n;
    INSERT INTO users (id, username, password_hash, role, created_at)
      SELECT id, 'bench-provider-' || nr, '!', 'provider', now() FROM p
      UNION ALL SELECT id, 'bench-customer-' || nr, '!', 'customer', now() FROM c
      UNION ALL SELECT uuidv7(), 'bench-staff', '!', 'staff', now();
    INSERT INTO customers (id, created_at) SELECT id, now() FROM c;
    INSERT INTO providers (id, created_at) SELECT id, now() FROM p;
  `);
}

/** Loans of some hundred different amounts, each with what its row says of its schedule. */
async function seedKinds(db: pg.ClientBase, { amount, daysAgo = () => 0 }: Dataset): Promise<void> {
  const { copyTerms, termsOf, buildSchedule } = await arithmetic();
  const config = await db.query<Record<string, unknown>>(
    `SELECT version, currency, interest_rate AS "interestRate", duration, installments,
            interest_method AS "interestMethod", day_count AS "dayCount", period_interest AS "periodInterest",
            allocation_order AS "allocationOrder", prepayment_rebate AS "prepaymentRebate",
            grace_days AS "graceDays", late_interest_rate AS "lateInterestRate",
            default_after_days AS "defaultAfterDays", commission_rate AS "commissionRate",
            score_bands AS "scoreBands"
     FROM bank_configurations ORDER BY version DESC LIMIT 1`,
  );
  const terms = copyTerms(config.rows[0] ?? {});
  const kinds = Array.from({ length: KINDS_OF_LOAN }, (_, kind) => {
    const startOn = dateDaysAgo(daysAgo(kind));
    const principal = BigInt(amount.min + Math.floor(Math.random() * (amount.max - amount.min + 1)));
    const schedule = buildSchedule(termsOf({ ...terms, amount: principal, startOn }));
    const totals = schedule.map((row) => row.principal + row.interest);
    return {
      principal,
      startOn,
      due: totals.reduce((sum, total) => sum + total, 0n),
      nextDueOn: schedule[0]?.dueOn,
      nextDue: totals[0],
    };
  });
  await db.query(
    `CREATE TEMP TABLE k (nr int PRIMARY KEY, principal bigint, start_on date, due bigint, next_due_on date,
       next_due bigint) ON COMMIT DROP`,
  );
  await db.query(
    `INSERT INTO k SELECT t.nr - 1, t.principal, t.start_on, t.due, t.next_due_on, t.next_due
     FROM unnest($1::bigint[], $2::date[], $3::bigint[], $4::date[], $5::bigint[]) WITH ORDINALITY
       AS t(principal, start_on, due, next_due_on, next_due, nr)`,
    [
      kinds.map(({ principal }) => principal),
      kinds.map(({ startOn }) => startOn),
      kinds.map(({ due }) => due),
      kinds.map(({ nextDueOn }) => nextDueOn),
      kinds.map(({ nextDue }) => nextDue),
    ],
  );
  await db.query('CREATE TEMP TABLE terms ON COMMIT DROP AS SELECT $1::jsonb AS t', [JSON.stringify(terms)]);
}

async function seedLoans(db: pg.ClientBase, { providers, customers, loans, parts }: Dataset): Promise<void> {
  await db.query(`
    CREATE TEMP TABLE l ON COMMIT DROP AS
      SELECT n AS nr, uuidv7() AS id, c.id AS customer_id, k.*
      FROM generate_series(0, ${String(loans - 1)}) n
      JOIN c ON c.nr = n % ${String(customers)}
      JOIN LATERAL (SELECT principal, start_on, due, next_due_on, next_due FROM k
                    WHERE k.nr = (n::bigint * 7919) % ${String(KINDS_OF_LOAN)}) k ON true
      ORDER BY n;
    CREATE TEMP TABLE f ON COMMIT DROP AS
      SELECT uuidv7() AS id, l.id AS loan_id, p.id AS provider_id,
             l.principal / ${String(parts)}
               + CASE WHEN j = 0 THEN l.principal % ${String(parts)} ELSE 0 END AS amount
      FROM l CROSS JOIN generate_series(0, ${String(parts - 1)}) j
      JOIN p ON p.nr = (l.nr + j) % ${String(providers)}
      ORDER BY l.nr, j;

    INSERT INTO loans (id, customer_id, config_version, currency, amount, interest_rate, interest_method,
        interest_rounding, day_count, period_interest, duration, installments, every, unit, start_on, status,
        amount_due, total_paid, principal_outstanding, next_due_on, next_due_amount, created_at,
        allocation_order, prepayment_rebate, grace_days, late_interest_rate, default_after_days, assessed_on,
        commission_rate)
      SELECT l.id, l.customer_id, (t->>'configVersion')::int, t->>'currency', l.principal,
             (t->>'interestRate')::numeric, t->>'interestMethod', t->>'interestRounding', t->>'dayCount',
             t->>'periodInterest', t->>'duration', (t->>'installments')::int, (t->>'every')::int, t->>'unit',
             l.start_on, 'active', l.due, 0, l.principal, l.next_due_on, l.next_due, now(),
             t->>'allocationOrder', (t->>'prepaymentRebate')::boolean, (t->>'graceDays')::int,
             (t->>'lateInterestRate')::numeric, (t->>'defaultAfterDays')::int, l.start_on,
             (t->>'commissionRate')::numeric
      FROM l CROSS JOIN terms ORDER BY l.nr;
    INSERT INTO score_due (customer_id, cause) SELECT DISTINCT customer_id, 'loan' FROM l;
    INSERT INTO fundings (id, loan_id, provider_id, amount, created_at)
      SELECT id, loan_id, provider_id, amount, now() FROM f ORDER BY id;
    UPDATE providers SET fund_amount = p.free, lent_amount = coalesce(s.lent, 0)
      FROM p LEFT JOIN (SELECT provider_id, sum(amount) AS lent FROM f GROUP BY provider_id) s
        ON s.provider_id = p.id
      WHERE providers.id = p.id;

    INSERT INTO fund_movements (id, provider_id, kind, amount, currency, business_date, created_at)
      SELECT uuidv7(), id, 'deposit', fund_amount + lent_amount, t->>'currency', current_date, now()
      FROM providers CROSS JOIN terms;
    INSERT INTO loan_events (id, loan_id, business_date, created_at, kind, amount, status_after, balance_after)
      SELECT uuidv7(), id, start_on, now(), 'disbursed', principal, 'active', due FROM l ORDER BY nr;
    INSERT INTO journal (id, posted_at, business_date, kind, debit_account, debit_owner, credit_account,
        credit_owner, amount, currency, loan_id, cause_id)
      SELECT uuidv7(), now(), current_date, e.kind, e.debit, e.debit_owner, e.credit, e.credit_owner, e.amount,
             t->>'currency', e.loan_id, e.cause_id
      FROM (
        SELECT 'deposit' AS kind, 'cash' AS debit, NULL::uuid AS debit_owner, 'provider_fund' AS credit,
               provider_id AS credit_owner, amount, NULL::uuid AS loan_id, id AS cause_id
          FROM fund_movements
        UNION ALL
        SELECT 'funding', 'provider_fund', provider_id, 'provider_claim', provider_id, amount, loan_id, NULL FROM f
        UNION ALL
        SELECT 'disbursement', 'loan_principal', id, 'cash', NULL, principal, id, NULL FROM l
      ) e CROSS JOIN terms;
    -- What is seeded has no events, nor has what \`bare\` writes. Checkouts from before have no such table.
    DO $$ BEGIN
      IF to_regclass('event_sequencer') IS NOT NULL THEN UPDATE event_sequencer SET began_at = now() + interval '1 day'; END IF;
    END $$;
  `);
}

const DAY_MS = 86_400_000;

/** The calendar date (UTC) so many days ago. */
export function dateDaysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}
