import { cpus, totalmem } from 'node:os';
import type pg from 'pg';
import { startApp, type App } from './app.js';
import { Databases, until } from './databases.js';
import { writeFigures, type Plot } from './files.js';
import type { Postgres } from './postgres.js';
import { table } from './report.js';
import { dateDaysAgo } from './seed.js';
import { mintToken } from './tokens.js';

const REPORTS = [
  'portfolio/',
  'portfolio/history/?days=730',
  'collections/?limit=20',
  'collections/?limit=100',
  'collections/?limit=20&assigned_to=me',
  'collections/?limit=20&promise=broken,none&no_contact_days=7',
  'funding/',
  'concentration/',
  'vintages/?months=12',
  'vintages/?months=36',
  'day_close/',
];
const CALLS = 15;
const PLOT: Plot = {
  title: 'Reports',
  list: 'figures',
  label: 'report',
  parts: [{ field: 'p50Ms', name: 'median call', tone: 'strong' }],
  unit: 'ms',
  limit: 150,
};
/** With nothing paid, the oldest kind of late loan is 182 days past due. */
const LATE_STEP_DAYS = 20;

export interface Figure {
  report: string;
  firstMs: number;
  p50Ms: number;
  maxMs: number;
  bytes: number;
}

/**
 * Asks for each report some times over so many stored loans: one in fifty is 2 to 182 days past due, half of those in
 * default; 10,000 loans wait; 730 dates are closed. Gives the table; the figures go to results/.
 */
export async function measureReports(postgres: Postgres, loans: number): Promise<string> {
  const databases = new Databases(postgres);
  const url = await databases.migrated('bench_reports');
  note(`seeding ${String(loans)} loans`);
  await databases.seed(url, {
    providers: 100,
    customers: Math.max(1, Math.round(loans / 10)),
    loans,
    parts: 1,
    funds: 1_000_000_00n,
    amount: { min: 100_00, max: 10_000_00 },
    daysAgo: (kind) => (kind % 50 === 0 ? 33 + (kind / 50) * LATE_STEP_DAYS : 1 + (kind % 29)),
  });
  await databases.using(url, liveThroughIt);
  const staffId = await databases.using(url, async (db) => {
    const { rows } = await db.query<{ id: string }>(`SELECT id FROM users WHERE role = 'staff' LIMIT 1`);
    return rows[0]?.id ?? '';
  });
  const app = await startApp(url, null);
  try {
    note('waiting for the work that the application begins with');
    await databases.using(url, async (db) => {
      await until(db, 'SELECT FROM score_due LIMIT 1', 0);
      await until(db, 'SELECT FROM seals LIMIT 1', 1);
    });
    note('asking');
    const token = mintToken(staffId, 'staff');
    const figures: Figure[] = [];
    for (const report of REPORTS) figures.push(await measureReport(app, report, token));
    writeFigures('reports', { loans, calls: CALLS, figures, postgres: postgres.version }, PLOT);
    return [
      `machine  ${String(cpus().length)} x ${cpus()[0]?.model ?? '?'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; ${process.version}; PostgreSQL ${postgres.version}`,
      `loans    ${String(loans)}; ${String(CALLS)} calls of each, one after the other`,
      '',
      table(
        ['report', 'first ms', 'p50 ms', 'max ms', 'bytes'],
        figures.map(({ report, firstMs, p50Ms, maxMs, bytes }) => [
          report,
          firstMs.toFixed(0),
          p50Ms.toFixed(0),
          maxMs.toFixed(0),
          String(bytes),
        ]),
      ),
    ].join('\n');
  } finally {
    await app.stop();
  }
}

/** What day-closes and time would have made of what was seeded, as far as reports look at it. By SQL, for its size. */
async function liveThroughIt(db: pg.Client): Promise<void> {
  await db.query(
    `WITH late AS (
       UPDATE loans SET status = CASE WHEN $1::date - next_due_on > 90 THEN 'defaulted' ELSE 'overdue' END,
         assessed_on = $1::date - 1, worst_days_past_due = $1::date - 1 - next_due_on,
         past_due_until = CASE WHEN next_due_on < $1::date - 1 THEN $1::date - 1 END
       WHERE next_due_on < $1::date RETURNING id, next_due_on, status, amount_due
     ) INSERT INTO loan_events (id, loan_id, business_date, created_at, kind, status_before, status_after,
                                balance_before, balance_after)
       SELECT uuidv7(), l.id, l.next_due_on + 91, now(), 'defaulted', 'overdue', 'defaulted', l.amount_due, l.amount_due
       FROM late l WHERE l.status = 'defaulted'`,
    [dateDaysAgo(0)],
  );
  await db.query(`
    CREATE TEMP TABLE waits AS SELECT uuidv7() AS id, l.id AS like_id FROM loans l LIMIT 10000;
    INSERT INTO loans (id, customer_id, config_version, currency, amount, interest_rate, interest_method,
        interest_rounding, day_count, period_interest, duration, installments, every, unit, start_on, status,
        amount_due, total_paid, principal_outstanding, next_due_on, next_due_amount, created_at, allocation_order,
        prepayment_rebate, grace_days, late_interest_rate, default_after_days, assessed_on, commission_rate)
      SELECT w.id, l.customer_id, l.config_version, l.currency, l.amount, l.interest_rate, l.interest_method,
        l.interest_rounding, l.day_count, l.period_interest, l.duration, l.installments, l.every, l.unit, l.start_on,
        'queued', l.amount_due, 0, 0, NULL, 0, now(), l.allocation_order, l.prepayment_rebate, l.grace_days,
        l.late_interest_rate, l.default_after_days, l.assessed_on, l.commission_rate
      FROM waits w JOIN loans l ON l.id = w.like_id;
    INSERT INTO funding_queue (loan_id, customer_id, amount, priority, queued_at, holds_on, expires_on, state)
      SELECT l.id, l.customer_id, l.amount, 0, now(), current_date, current_date + 30, 'waiting'
      FROM waits w JOIN loans l ON l.id = w.id;
    INSERT INTO loan_events (id, loan_id, business_date, created_at, kind, status_before, status_after,
        balance_before, balance_after)
      SELECT uuidv7(), w.id, current_date, now(), 'queued', 'queued', 'queued', 0, 0 FROM waits w;
    INSERT INTO day_closes (business_date, status, candidates, started_at, finished_at)
      SELECT current_date - n, 'done', 0, now(), now() FROM generate_series(1, 730) n;
    INSERT INTO portfolio_days (business_date, loans, gross_outstanding, par30_principal, par60_principal,
        par90_principal, recorded_at, made_since)
      SELECT current_date - n, 1000000, 505000000000, 9000000000, 6000000000, 3000000000, now(),
        '00000000-0000-0000-0000-000000000000'
      FROM generate_series(1, 730) n;
  `);
  await db.query(WORK_ON_LATE_LOANS);
  await db.query('SELECT add_up_loan_figures()');
  await db.query('VACUUM ANALYZE');
}

/** Every late loan was called about within 30 days; half of them are one clerk's; some promised, some broke it. */
const WORK_ON_LATE_LOANS = `
  CREATE TEMP TABLE work AS SELECT l.loan_id, row_number() OVER (ORDER BY l.loan_id) AS nr, s.id AS clerk, uuidv7() AS note
    FROM late_loans l, (SELECT id FROM users WHERE role = 'staff' LIMIT 1) s;
  INSERT INTO collection_cases (loan_id, opened_on, assigned_to)
    SELECT loan_id, current_date - 1, CASE WHEN nr % 2 = 0 THEN clerk END FROM work;
  INSERT INTO notes (id, subject_type, subject_id, kind, outcome, text, author_id, created_at)
    SELECT note, 'loan', loan_id, 'call', 'reached', 'Will pay.', clerk, now() - (nr % 30) * interval '1 day' FROM work;
  INSERT INTO promises (id, loan_id, amount, due_on, channel, note_id, state, paid, made_on, resolved_on, made_by, created_at)
    SELECT uuidv7(), loan_id, 1000, current_date, 'call', note, state, 0, current_date - 3,
      CASE WHEN state <> 'open' THEN current_date - 1 END, clerk, now()
    FROM (SELECT *, (ARRAY['open', 'broken', 'kept', 'cancelled'])[nr % 4 + 1] AS state FROM work) w;`;

export async function measureReport(app: App, report: string, token: string): Promise<Figure> {
  const took: number[] = [];
  let bytes = 0;
  for (let call = 0; call < CALLS; call++) {
    const started = performance.now();
    const answer = await fetch(`http://127.0.0.1:${String(app.port)}/api/reports/${report}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await answer.text();
    took.push(performance.now() - started);
    if (!answer.ok) throw new Error(`${report}: ${String(answer.status)} ${text}`);
    bytes = text.length;
  }
  const [first = 0] = took;
  took.sort((a, b) => a - b);
  return { report, firstMs: first, p50Ms: took[took.length >> 1] ?? 0, maxMs: took.at(-1) ?? 0, bytes };
}

function note(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}
