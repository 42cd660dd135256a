import type { TestApp } from './app.js';
import type { Names } from './example-ids.js';
import { makeProvider, type Actor } from './make.js';

/** A provider of the demo data whose wallet holds what a withdrawal takes. */
export async function lenderWithMoneyBack(app: TestApp): Promise<Actor> {
  await makeProvider(app, '50000.00');
  const [lender] = await app.database.rows('SELECT id FROM providers ORDER BY wallet_amount DESC LIMIT 1');
  const id = String(lender?.id);
  return { id, role: 'provider', api: app.as({ id, role: 'provider' }) };
}

/** A loan with an allocation in which this provider has a part. */
async function loanOf(app: TestApp, { id }: Actor): Promise<string> {
  const [lent] = await app.database.rows(
    `SELECT loan_id FROM fundings f JOIN loans l ON l.id = f.loan_id
     WHERE provider_id = $1 AND allocation_run_id IS NOT NULL LIMIT 1`,
    [id],
  );
  return String(lent?.loan_id);
}

/** What lenders ask of a loan that they are part of. */
export function workOfLenders(app: TestApp, lender: Actor): Record<string, () => Promise<Names>> {
  const lent = async () => ({ loan: await loanOf(app, lender) });
  return { 'GET /api/loans/{id}/allocation': lent, 'GET /api/providers/portfolio/payments': lent };
}
