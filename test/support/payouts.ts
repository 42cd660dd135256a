import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.js';
import { transferIs } from './gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from './make.js';

export const IBAN = 'DE89 3704 0044 0532 0130 00';

/** Registers a bank account to be paid to, at the sandbox or at the bank itself; answers its id. */
export async function makePayoutAccount(owner: Actor, token = 'ok', more: object = {}): Promise<string> {
  const body = { gateway: 'sandbox', holder: 'Ada Okoye', iban: IBAN, token, ...more };
  return String(must(201, await owner.api.post('/api/instruments/payout_accounts/', body)).id);
}

/** A provider whose wallet has this much, and nothing else: all that it lent came back. */
export async function makeProviderWithWallet(app: TestApp, wallet: string): Promise<Actor> {
  const provider = await makeProvider(app, wallet);
  const borrower = await makeCustomer(app);
  const loan = await makeLoan(borrower, wallet);
  await pay(borrower, loan, loan.amount_due);
  return provider;
}

/** Withdraws to a bank account; answers the transfer's id. */
export async function withdrawTo(
  provider: Actor,
  instrument: string,
  amount: string,
  key: string = randomUUID(),
): Promise<string> {
  const body = { amount, instrument };
  const answer = await provider.api.post('/api/providers/withdraw/', body, { 'Idempotency-Key': key });
  return String(must(202, answer).transfer);
}

/** What the wallet of a provider holds. */
export async function walletOf({ id, api }: Actor): Promise<string> {
  return String(must(200, await api.get(`/api/providers/${id}/`)).wallet_amount);
}

/** Two members of staff say where a transfer in review ended; answers the transfer. */
export async function resolveAs(app: TestApp, id: string, outcome: string): Promise<Record<string, unknown>> {
  const body = { outcome, reason: "The gateway's page says so." };
  must(200, await (await makeStaff(app)).api.post(`/api/transfers/${id}/resolve/`, body));
  return must(200, await (await makeStaff(app)).api.post(`/api/transfers/${id}/resolve/`, body));
}

/** What is promised and has not left, minor units. */
export async function onPayouts(app: TestApp): Promise<number> {
  const [row] = await app.database.rows<{ amount: string }>(
    `SELECT coalesce(sum(CASE WHEN credit_account = 'payouts' THEN amount ELSE -amount END), 0) AS amount
     FROM journal WHERE 'payouts' IN (debit_account, credit_account)`,
  );
  return Number(row?.amount);
}

/**
 * A withdrawal that the sandbox is to pay out, that nobody has sent yet and that no worker takes by itself: it was asked of
 * `bank_file`, which must be in use too.
 */
export async function unsentWithdrawal(
  app: TestApp,
  provider: Actor,
  amount: string,
): Promise<{ id: string; account: string }> {
  const account = await makePayoutAccount(provider, undefined, { gateway: 'bank_file' });
  const id = await withdrawTo(provider, account, amount);
  await app.database.tamper(
    `UPDATE transfers SET gateway = 'sandbox', next_attempt_at = now() + interval '1 day' WHERE id = '${id}'`,
  );
  return { id, account };
}

/** What there is once money is on its way out: one of each thing that an operation about payouts needs. */
export async function payoutsOnTheirWay(app: TestApp, staff: Actor, provider: Actor) {
  const instrument = await makePayoutAccount(provider);
  const failed = await withdrawTo(provider, await makePayoutAccount(provider, 'timeout_then_gone'), '1.00');
  must(200, await staff.api.post(`/api/transfers/${failed}/refresh/`));
  await transferIs(staff, failed, 'failed');
  const opened = { name: 'Payouts', number: 'DE02120300000000202051', opening_balance: '0' };
  const { id: bankAccount } = must(201, await staff.api.post('/api/bank_accounts/', opened)) as {
    id: string;
  };
  const byFile = await makePayoutAccount(provider, undefined, { gateway: 'bank_file' });
  await withdrawTo(provider, byFile, '1.00');
  const { id: payoutFile } = must(
    201,
    await staff.api.post('/api/payout_files/', { account: bankAccount }),
  ) as { id: string };
  await withdrawTo(provider, byFile, '2.00');
  const customer = await makeCustomer(app);
  const { id: payment } = (await pay(customer, await makeLoan(customer, '200.00'), '80.00')) as {
    id: string;
  };
  const reversal = { reason: 'It was for another loan.', money: 'credit' };
  must(200, await staff.api.post(`/api/payments/${payment}/reverse/`, reversal));
  const refund = { customer: customer.id, instrument: await makePayoutAccount(customer) };
  return {
    known: { bankAccount, payoutFile },
    // The provider has used the example's key for another request.
    'POST /api/providers/withdrawals': () => ({ instrument, key: randomUUID() }),
    'POST /api/transfers/{id}/resend': () => ({ transfer: failed, instrument }),
    'POST /api/customers/{id}/credit/refund': () => refund,
    'POST /api/customers/{id}/credit/refund/preview': () => refund,
  };
}
