import type pg from 'pg';
import { startApp, type App } from './app.js';
import { Checkout } from './checkout.js';
import { Databases, until } from './databases.js';
import { writeFigures, type Plot } from './files.js';
import type { Postgres } from './postgres.js';
import { table } from './report.js';
import { dateDaysAgo } from './seed.js';
import { mintToken } from './tokens.js';
import { difference, readUsage, untilQuiet } from './usage.js';

const LINES = 10_000;
/** One line in ten says nothing that anybody could match. */
const UNKNOWN = 10;
const CALLS = 15;
const NUMBER = 'DE89370400440532013000';
const PLOT: Plot = {
  title: 'Bank statements and reconciliation',
  list: 'figures',
  label: 'what',
  parts: [{ field: 'ms', name: 'time', tone: 'strong' }],
  unit: 'ms',
};

interface Figure {
  what: string;
  ms: number;
  /** CPU time a line, where lines are worked on. */
  appCpuMs?: number;
  postgresCpuMs?: number;
}

/**
 * Imports a statement of 10,000 lines, nine of ten of which name a loan, and waits until all of these count on their loans;
 * then asks for the reconciliation over so many transfers that have happened. Gives the table; the figures go to results/.
 */
export async function measureBank(postgres: Postgres, transfers: number): Promise<string> {
  const databases = new Databases(postgres);
  const url = await databases.migrated('bench_bank');
  note(`seeding ${String(LINES)} loans`);
  await databases.seed(url, {
    providers: 100,
    customers: LINES / 10,
    loans: LINES,
    parts: 1,
    funds: 1_000_000_00n,
    amount: { min: 5_000_00, max: 10_000_00 },
  });
  return databases.using(url, async (db) => {
    const { staffId } = await databases.people(url);
    const app = await startApp(url, null, Checkout.here, true, { GATEWAYS: 'sandbox' });
    try {
      const token = mintToken(staffId, 'staff');
      const figures = [
        ...(await measureStatement(app, db, token, postgres)),
        ...(await measureReport(app, db, token, transfers)),
      ];
      writeFigures('bank', { lines: LINES, transfers, figures, postgres: postgres.version }, PLOT);
      return table(
        ['what', 'ms', 'CPU app ms a line', 'PostgreSQL ms'],
        figures.map(({ what, ms, appCpuMs, postgresCpuMs }) => [
          what,
          ms.toFixed(0),
          appCpuMs?.toFixed(2) ?? '',
          postgresCpuMs?.toFixed(2) ?? '',
        ]),
      );
    } finally {
      await app.stop();
    }
  });
}

async function measureStatement(
  app: App,
  db: pg.Client,
  token: string,
  postgres: Postgres,
): Promise<Figure[]> {
  const account = await send<{ id: string; currency: string }>(app, token, 'bank_accounts/', {
    type: 'application/json',
    body: JSON.stringify({
      name: 'Bench',
      number: NUMBER,
      opening_balance: '0',
      opened_on: dateDaysAgo(1),
    }),
  });
  const { rows } = await db.query<{ number: number }>('SELECT number FROM loans ORDER BY id LIMIT $1', [
    LINES,
  ]);
  const body = statementOf(
    account.currency,
    rows.map(({ number }, index) =>
      index % UNKNOWN === 0 ? 'Invoice 17' : `Loan ${withCheckDigit(number)}`,
    ),
  );
  note(`importing ${(body.length / 2 ** 20).toFixed(1)} MB`);
  await untilQuiet(postgres.pid, [app.pid]);
  const usage = () => readUsage(postgres.admin, postgres.pid, app, [app.pid]);
  const before = await usage();
  const begun = performance.now();
  const imported = await send<{ matched: number }>(app, token, 'bank_statements/', {
    type: 'text/xml',
    body,
  });
  const read = performance.now();
  if (imported.matched !== LINES - LINES / UNKNOWN) throw new Error('lines that name loans were not known');
  await until(db, 'SELECT FROM statement_lines WHERE next_attempt_at IS NOT NULL LIMIT 1', 0);
  const matched = performance.now();
  const { appCpuMs, postgresCpuMs } = difference(before, await usage());
  const { rows: paid } = await db.query<{ count: number }>('SELECT count(*)::int AS count FROM payments');
  if (paid[0]?.count !== imported.matched) throw new Error('some lines do not count');
  return [
    { what: `${String(LINES)} lines read, booked and proposed for`, ms: read - begun },
    { what: `${String(imported.matched)} of them matched: they count on their loans`, ms: matched - read },
    {
      what: 'both together',
      ms: matched - begun,
      appCpuMs: appCpuMs / LINES,
      postgresCpuMs: postgresCpuMs / LINES,
    },
  ];
}

async function measureReport(app: App, db: pg.Client, token: string, transfers: number): Promise<Figure[]> {
  note(`seeding ${String(transfers)} transfers`);
  await db.query(
    `INSERT INTO transfers (id, direction, purpose, party_id, loan_id, amount, currency, gateway, state, state_since,
       stands, counts_from, created_at)
     SELECT uuidv7(), 'in', 'repayment', l.customer_id, l.id, 1000 + n % 5000, l.currency, 'sandbox',
       CASE WHEN n % 100 = 0 THEN 'succeeded' ELSE 'settled' END, now(),
       CASE WHEN n % 100 = 0 THEN 'credited' ELSE 'settled' END, current_date, now()
     FROM generate_series(1, $1::int) n
     JOIN (SELECT id, customer_id, currency, row_number() OVER () AS nr FROM loans) l ON l.nr = 1 + n % $2::int`,
    [transfers, LINES],
  );
  await db.query('VACUUM ANALYZE transfers');
  const times: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    const begun = performance.now();
    await send(app, token, 'reports/reconciliation/', null);
    times.push(performance.now() - begun);
  }
  const [first = 0] = times;
  const sorted = times.toSorted((a, b) => a - b);
  const over = `reconciliation over ${String(transfers)} transfers`;
  return [
    { what: `${over}, first call`, ms: first },
    { what: `${over}, median`, ms: sorted[sorted.length >> 1] ?? 0 },
  ];
}

/** A camt.053 statement of yesterday whose lines are 10.00 each. */
function statementOf(currency: string, texts: readonly string[]): string {
  const date = dateDaysAgo(0);
  const balance = (code: string, amount: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt>` +
    `<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${date}</Dt></Dt></Bal>`;
  const entry = (text: string, nr: number) =>
    `<Ntry><Amt Ccy="${currency}">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${date}</Dt></BookgDt>` +
    `<AcctSvcrRef>R${String(nr)}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Ada Okoye</Nm></Dbtr></RltdPties>` +
    `<RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
  return (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>1</Id>' +
    `<Acct><Id><IBAN>${NUMBER}</IBAN></Id></Acct>${balance('PRCD', '0.00')}` +
    `${balance('CLBD', `${String(texts.length * 10)}.00`)}${texts.map(entry).join('')}</Stmt></BkToCstmrStmt></Document>`
  );
}

/** The number of a loan as people write it: ISO 7064, MOD 11,10. */
function withCheckDigit(number: number): string {
  const digits = String(number).padStart(9, '0');
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return `${digits}${String((11 - product) % 10)}`;
}

async function send<T>(
  app: App,
  token: string,
  path: string,
  sent: { type: string; body: string } | null,
): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${String(app.port)}/api/${path}`, {
    method: sent === null ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, ...(sent && { 'content-type': sent.type }) },
    ...(sent && { body: sent.body }),
  });
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
  return (await answer.json()) as T;
}

function note(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}
