import type { TestApp } from './app.js';
import { believeEverybody, importStatement, NUMBER, openAccount, statementOf } from './bank.js';
import { makeAccount } from './browser.js';
import { makeInstrument, payWith, transferIs } from './gateway.js';
import { giveAddress, writeLetters } from './letters.js';
import { makeStaff, must, pay } from './make.js';
import { makePayoutAccount, withdrawTo } from './payouts.js';
import { openReportedBank } from './reported-bank.js';
import { until } from './until.js';

/** What an instance needs that has something to show on every page. */
export const EVERYTHING = { SANDBOX: 'true', WEBHOOK_ALLOW_PRIVATE: 'true', GATEWAYS: 'sandbox,bank_file' };

/** Every page of the console by its name, each with something on it; `root` is an admin who can sign in. */
export async function everyPage(app: TestApp): Promise<Record<string, string>> {
  const staff = await makeStaff(app);
  await believeEverybody(staff);
  const { loans, advanceTo, writeOff, small, large } = await openReportedBank(app);
  await advanceTo(75);
  await writeOff('never');
  const payment = await pay(loans.partly.customer, loans.partly, '10.00');
  const terms = { when_unfunded: 'queue', max_loan_amount: '99000.00' };
  must(200, await staff.api.patch('/api/bank_configuration/', terms));
  must(202, await loans.wholly.customer.api.post('/api/loans/', { amount: '99000.00', queue: true }));
  const { id: loan, customer } = loans.first;
  const address = '12 Marina Road, Lagos';
  must(200, await staff.api.patch(`/api/customers/${customer.id}/`, { address }));
  const wish = { loan, kind: 'holiday', wish: 'Out of work until January.' };
  must(201, await customer.api.post('/api/care_requests/', wish));
  const admin = app.as({ id: await makeAccount(app, 'root', 'admin'), role: 'admin' });
  const hooks = { url: 'http://127.0.0.1:9/', types: ['provider.deposited'] };
  const endpoint = String(must(201, await admin.post('/api/webhook_endpoints/', hooks)).id);
  must(200, await small.api.post('/api/providers/add_funds/', { amount: '1.00' }));
  const told = async () => {
    const path = `/api/webhook_deliveries/?endpoint=${endpoint}`;
    return must(200, await admin.get(path)).results as { id: string; event: string; attempts: number }[];
  };
  await until(async () => (await told()).some(({ attempts }) => attempts > 0));
  const [delivery] = await told();
  await giveAddress(app, small);
  const [letter] = await writeLetters(app, small);
  const transfer = await payWith(customer, await makeInstrument(customer), loans.first, '20.00');
  await transferIs(staff, transfer, 'succeeded');
  const { id: account, today } = await openAccount(app, staff);
  const file = statementOf(today, '1000.00', [{ amount: '-4.90', text: 'account fee' }], NUMBER);
  must(201, await importStatement(staff, account, file));
  const [statement] = must(200, await staff.api.get('/api/bank_statements/')).results as { id: string }[];
  const outside = { gateway: 'bank_file' };
  await withdrawTo(large, await makePayoutAccount(large, undefined, outside), '50.00');
  must(201, await staff.api.post('/api/payout_files/', { account }));
  return {
    dashboard: '/',
    loans: '/loans',
    'a loan': `/loans/${loan}/show`,
    'its payments': `/loans/${loan}/show/payments`,
    'its timeline': `/loans/${loan}/show/timeline`,
    'its care': `/loans/${loan}/show/care`,
    'its lenders': `/loans/${loan}/show/lenders`,
    'its allocation': `/loans/${loan}/show/allocation`,
    'its payoff': `/loans/${loan}/show/payoff`,
    'a written-off loan': `/loans/${loans.never.id}/show`,
    collections: '/collections',
    'late loans, one by one': '/collections/work',
    requests: '/requests',
    payments: '/payments',
    'a payment': `/payments/${String(payment.id)}/show`,
    customers: '/customers',
    'a customer': `/customers/${customer.id}/show`,
    providers: '/providers',
    'a provider': `/providers/${small.id}/show`,
    'its portfolio': `/providers/${small.id}/show/portfolio`,
    'its returns': `/providers/${small.id}/show/returns`,
    'its idle money': `/providers/${small.id}/show/idle`,
    'its mandate': `/providers/${small.id}/show/mandate`,
    'its participations': `/providers/${small.id}/show/participations`,
    'the funding queue': '/funding_queue',
    transfers: '/transfers',
    'a transfer': `/transfers/${transfer}/show`,
    'bank statements': '/bank_statements',
    'a bank statement': `/bank_statements/${String(statement?.id)}/show`,
    reconciliation: '/reconciliation',
    'payout files': '/payout_files',
    'the own account': '/account',
    books: '/proof',
    journal: '/ledger/journal',
    'the counter': '/counter',
    'day-close': '/day_close',
    configuration: '/configuration',
    events: '/events',
    'an event': `/events/${String(delivery?.event)}/show`,
    webhooks: '/webhook_endpoints',
    'a webhook': `/webhook_endpoints/${endpoint}/show`,
    'a delivery': `/webhook_deliveries/${String(delivery?.id)}/show`,
    users: '/users',
    messages: '/notifications',
    'a message': `/notifications/${String(letter)}/show`,
    templates: '/templates',
    'a user': `/users/${customer.id}/show`,
  };
}
