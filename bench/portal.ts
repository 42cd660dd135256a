import { cpus, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startApp, type App } from './app.js';
import { findings, openBrowser, visit, type Visit } from './browser.js';
import { clerksMorning, type Effort } from './clerks-morning.js';
import { Databases, until } from './databases.js';
import { writeFigures, type Plot } from './files.js';
import type { Postgres } from './postgres.js';
import { table } from './report.js';
import { mintToken } from './tokens.js';

const PASSWORD = 'correct horse battery';
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, locale: 'en-GB' };
const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, locale: 'en-GB' };
/** The wanted time to the first paint, in milliseconds. */
const PAINT_LIMIT_MS = 1000;

const PLOT: Plot = {
  title: 'Pages of the portal: to the first paint and until they can be used',
  list: 'pages',
  label: 'page',
  parts: [
    { field: 'paintMs', name: 'first contentful paint', tone: 'strong' },
    { field: 'thenMs', name: 'then until interactive', tone: 'faint' },
  ],
  unit: 'ms',
};

interface PageFigure extends Visit {
  page: string;
  /** From the first paint until it is interactive. */
  thenMs: number;
  axe: number;
  serious: number;
}

/** Who looks at pages; null: nobody is signed in. */
type Who = 'stranger' | 'borrower' | 'lender';

const PAGES: Record<Who, readonly string[]> = {
  stranger: ['/', '/sign-in', '/register'],
  borrower: ['/', '/borrow', '/loans/LOAN', '/loans/LOAN/pay', '/score', '/me'],
  lender: ['/', '/money', '/mandate', '/portfolio', '/loans/LOAN', '/statement', '/me'],
};

/**
 * Opens every page of the portal on a phone of this machine's speed, over so many stored loans, each in a browser that has
 * nothing of it yet, and does a clerk's morning at the console. Throws when a page breaks a rule of axe that is serious.
 * Gives the tables; the figures go to results/.
 */
export async function measurePortal(postgres: Postgres, loans: number, runs: number): Promise<string> {
  const databases = new Databases(postgres);
  const url = await databases.migrated('bench_portal');
  note(`seeding ${String(loans)} loans`);
  await databases.seed(url, {
    providers: 10,
    customers: Math.max(1, Math.round(loans / 10)),
    loans,
    parts: 3,
    funds: 1_000_000_00n,
    amount: { min: 100_00, max: 10_000_00 },
    daysAgo: (kind) => 1 + (kind % 29),
  });
  const app = await startApp(url, null, undefined, false, { SANDBOX: 'true' });
  const browser = await openBrowser();
  try {
    const people = await signUp(databases, url, app);
    await databases.using(url, (db) => until(db, 'SELECT FROM score_due LIMIT 1', 0));
    const pages = await measurePages(browser, app, people, runs);
    note('a clerk’s morning');
    await payWeekly(app, people.staffId);
    const tasks = await measureMorning(browser, app, people.clerk, await today(databases, url));
    const serious = pages.filter((page) => page.serious > 0);
    if (serious.length > 0) throw new Error(`axe: ${serious.map(({ page }) => page).join(', ')}`);
    writeFigures('portal', { loans, runs, pages, tasks, postgres: postgres.version }, PLOT);
    return [
      `machine  ${String(cpus().length)} x ${cpus()[0]?.model ?? '?'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; ${process.version}; PostgreSQL ${postgres.version}`,
      `loans    ${String(loans)}; medians of ${String(runs)} visits with an empty cache`,
      '',
      pagesTable(pages),
      '',
      tasksTable(tasks),
    ].join('\n');
  } finally {
    await browser.close();
    await app.stop();
  }
}

interface People {
  usernames: Record<Exclude<Who, 'stranger'>, string>;
  loan: string;
  clerk: string;
  staffId: string;
}

/** Gives a password to a borrower, a lender of one of their loans, and a clerk: those that were seeded have none. */
async function signUp(databases: Databases, url: string, { port }: App): Promise<People> {
  const answer = await fetch(`http://127.0.0.1:${String(port)}/api/auth/register/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'bench-password', password: PASSWORD, role: 'customer' }),
  });
  if (!answer.ok) throw new Error(`nobody could register:\n${await answer.text()}`);
  return databases.using(url, async (db) => {
    await db.query(`UPDATE users SET password_hash =
      (SELECT password_hash FROM users WHERE username = 'bench-password') WHERE username <> 'bench-password'`);
    const { rows } = await db.query<Record<'loan' | 'borrower' | 'lender' | 'clerk' | 'staffId', string>>(
      `SELECT l.id AS loan, b.username AS borrower, p.username AS lender, s.username AS clerk,
         s.id AS "staffId"
       FROM loans l JOIN users b ON b.id = l.customer_id JOIN fundings f ON f.loan_id = l.id
       JOIN users p ON p.id = f.provider_id, (SELECT id, username FROM users WHERE role = 'staff' LIMIT 1) s
       ORDER BY l.id LIMIT 1`,
    );
    const [found] = rows;
    if (!found) throw new Error('there are no loans');
    const { loan, borrower, lender, clerk, staffId } = found;
    return { usernames: { borrower, lender }, loan, clerk, staffId };
  });
}

async function measurePages(
  browser: Browser,
  app: App,
  { usernames, loan }: People,
  runs: number,
): Promise<PageFigure[]> {
  const figures: PageFigure[] = [];
  for (const who of Object.keys(PAGES) as Who[]) {
    const options = who === 'stranger' ? PHONE : await signedIn(browser, app, usernames[who], PHONE);
    for (const path of PAGES[who]) {
      note(`${who} ${path}`);
      const visits: (Visit & { axe: number; serious: number })[] = [];
      // The first one warms up the server, and does not count.
      for (let run = 0; run <= runs; run++) {
        const context = await browser.newContext(options);
        const { page, visit: seen } = await visit(context, addressOf(app, path.replace('LOAN', loan)));
        if (run > 0) visits.push({ ...seen, ...(await findings(page)) });
        await context.close();
      }
      const middle = medians(visits);
      const thenMs = middle.interactiveMs - middle.paintMs;
      figures.push({ page: `${who} ${path.replace('LOAN', '{id}')}`, ...middle, thenMs });
    }
  }
  return figures;
}

/** A browser's cookie after signing in on the page. */
async function signedIn(
  browser: Browser,
  app: App,
  username: string,
  options: BrowserContextOptions,
): Promise<BrowserContextOptions> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(addressOf(app, '/sign-in'));
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('form button[type=submit]').click();
  // Of the portal or, for staff, of the console.
  await page.getByRole('navigation').or(page.getByRole('menu')).first().waitFor();
  const storageState = await context.storageState();
  await context.close();
  return { ...options, storageState };
}

/** Of new loans, so that something is due when somebody promises to pay. */
async function payWeekly(app: App, staffId: string): Promise<void> {
  const answer = await fetch(addressOf(app, '/api/bank_configuration/'), {
    method: 'PATCH',
    headers: { authorization: `Bearer ${mintToken(staffId, 'staff')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ every: 1, unit: 'weeks', installments: 12 }),
  });
  if (!answer.ok) throw new Error(`the terms were not set:\n${await answer.text()}`);
}

async function measureMorning(browser: Browser, app: App, clerk: string, date: string): Promise<Effort[]> {
  const context = await browser.newContext(await signedIn(browser, app, clerk, DESK));
  const page = await context.newPage();
  await page.goto(addressOf(app, '/admin/'));
  await page.getByText('The books are right').waitFor();
  const efforts = await clerksMorning(page, date);
  await context.close();
  return efforts;
}

async function today(databases: Databases, url: string): Promise<string> {
  return databases.using(url, async (db: pg.Client) => {
    for (;;) {
      const { rows } = await db.query<{ date: string | null }>(
        'SELECT max(business_date)::text AS date FROM business_dates',
      );
      if (rows[0]?.date) return rows[0].date;
      await sleep(100);
    }
  });
}

const addressOf = ({ port }: App, path: string) => `http://127.0.0.1:${String(port)}${path}`;

function medians<T extends object>(rows: readonly T[]): T {
  const middle = (name: keyof T) =>
    rows.map((row) => Number(row[name])).sort((a, b) => a - b)[rows.length >> 1];
  return Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, middle(name as keyof T)])) as T;
}

function pagesTable(pages: readonly PageFigure[]): string {
  return table(
    ['page', `paint ms (< ${String(PAINT_LIMIT_MS)})`, 'interactive ms', 'kB', 'requests', 'axe', 'serious'],
    pages.map(({ page, paintMs, interactiveMs, bytes, requests, axe, serious }) => [
      page,
      paintMs.toFixed(0),
      interactiveMs.toFixed(0),
      (bytes / 1024).toFixed(0),
      String(requests),
      String(axe),
      String(serious),
    ]),
  );
}

function tasksTable(tasks: readonly Effort[]): string {
  return table(
    ['task', 'clicks', 'keys', 'seconds'],
    tasks.map(({ task, clicks, keys, seconds }) => [task, String(clicks), String(keys), seconds.toFixed(1)]),
  );
}

function note(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}
