import type { App } from './app.js';
import { until, type Databases } from './databases.js';
import { ask, loansToday, timed } from './proof.js';
import { measureReport, type Figure } from './reports.js';
import { median } from './results.js';
import { mintToken } from './tokens.js';

const REPORTS = [
  'portfolio/',
  'collections/?limit=20',
  'funding/',
  'concentration/',
  'vintages/?months=12',
  'day_close/',
];
/** Each of some calls; the first find a server that has answered none. */
const REPORT_ROUNDS = 9;
const PROOFS = 3;

interface Bank {
  loans: number;
  url: string;
  app: App;
  people: { staffId: string };
}

/**
 * What the reports cost, and the proof of what came since yesterday was sealed. That reads each loan whole that anything was
 * written for, and the close of yesterday wrote for all that fall due soon: its cost is told by those loans.
 */
export async function readingCosts(
  databases: Databases,
  { loans, url, app, people: { staffId } }: Bank,
): Promise<[what: string, value: number][]> {
  console.log(`${new Date().toISOString().slice(11, 19)}  reports and proof of ${String(loans)} loans`);
  // The application does so every minute, and the smallest bank has the fewest requests behind it.
  await databases.using(url, (db) => until(db, 'SELECT FROM loan_changes LIMIT 1', 0));
  const token = mintToken(staffId, 'staff');
  const calls: Figure[] = [];
  for (let round = 0; round < REPORT_ROUNDS; round++) {
    for (const report of REPORTS) calls.push(await measureReport(app, report, token));
  }
  const proofs: number[] = [];
  while (proofs.length < PROOFS) proofs.push((await timed(() => ask(app, staffId, 'incremental'))).seconds);
  const read = await databases.using(url, loansToday);
  return [
    ...REPORTS.map((report): [string, number] => {
      const taken = calls.filter((call) => call.report === report).map(({ p50Ms }) => p50Ms);
      return [`reports/${report}: ms`, median(taken) ?? 0];
    }),
    ['incremental proof: ms a thousand loans it reads', ((median(proofs) ?? 0) * 1_000_000) / read],
  ];
}
