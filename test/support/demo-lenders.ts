import type { TestApp } from './app.js';
import { makeProvider, type Actor } from './make.js';

/** A provider of the demo data whose wallet holds what a withdrawal takes. */
export async function lenderWithMoneyBack(app: TestApp): Promise<Actor> {
  await makeProvider(app, '50000.00');
  const [lender] = await app.database.rows('SELECT id FROM providers ORDER BY wallet_amount DESC LIMIT 1');
  const id = String(lender?.id);
  return { id, role: 'provider', api: app.as({ id, role: 'provider' }) };
}

/** A loan with an allocation in which this provider has a part. */
export async function loanOf(app: TestApp, { id }: Actor): Promise<string> {
  const [lent] = await app.database.rows(
    `SELECT loan_id FROM fundings f JOIN loans l ON l.id = f.loan_id
     WHERE provider_id = $1 AND allocation_run_id IS NOT NULL LIMIT 1`,
    [id],
  );
  return String(lent?.loan_id);
}
