import type { TestApp } from './app.js';
import { makeLoan, must, type Actor } from './make.js';

/** Terms of which nothing comes late by itself, but what a story wants. */
export const UNDO_TERMS = {
  installments: 12,
  every: 1,
  unit: 'months',
  grace_days: 0,
  default_after_days: 90,
  late_interest_rate: '0',
};

/** All balances of a provider. */
export async function balancesOf(app: TestApp, { id }: { id: string }): Promise<unknown[]> {
  const [row] = await app.database.rows(
    'SELECT fund_amount, wallet_amount, lent_amount, receivable_amount FROM providers WHERE id = $1',
    [id],
  );
  return Object.values(row ?? {});
}

/** Loans that are granted from now on are paid out by transfer, or at once. */
export async function payOutBy(staff: Actor, disbursement: 'instant' | 'transfer'): Promise<void> {
  must(200, await staff.api.patch('/api/bank_configuration/', { disbursement }));
}

/** A loan whose pay-out waits for an account of its borrower. */
export async function makeWaitingLoan(
  staff: Actor,
  customer: Actor,
  amount: string,
): Promise<{ id: string; amount_due: string }> {
  await payOutBy(staff, 'transfer');
  const loan = await makeLoan(customer, amount);
  await payOutBy(staff, 'instant');
  return loan;
}

/** What undoing a loan answers, whatever it is. */
export const tryUndo = (staff: Actor, loan: { id: string }, rest = '') =>
  staff.api.post(`/api/loans/${loan.id}/undo/${rest}`, { reason: 'The borrower wants it no more.' });

export async function undoLoan(staff: Actor, loan: { id: string }): Promise<Record<string, unknown>> {
  return must(200, await tryUndo(staff, loan));
}

/** The pay-outs of a loan, the newest first. */
export async function payoutsOf(
  staff: Actor,
  loan: { id: string },
): Promise<{ id: string; state: string; stands: string; amount: string; purpose: string }[]> {
  const { results } = must(200, await staff.api.get(`/api/transfers/?loan=${loan.id}&direction=out`));
  return results as never;
}

/** The balance of each account of the plan, by its debits, in minor units; accounts of loans and others as one. */
export async function accountsOf(app: TestApp): Promise<Record<string, string>> {
  const rows = await app.database.rows<{ account: string; balance: string }>(
    `SELECT v.account, sum(v.amount)::text AS balance
     FROM journal j CROSS JOIN LATERAL (VALUES (j.debit_account, j.amount), (j.credit_account, -j.amount)) AS v(account, amount)
     GROUP BY 1 HAVING sum(v.amount) <> 0 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]));
}
