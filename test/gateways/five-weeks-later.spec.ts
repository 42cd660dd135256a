import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { THREE } from '../support/autopay.js';
import {
  daysLater,
  makeInstrument,
  payWith,
  sayOf,
  shownTransfer,
  startWithGateway,
  transferIs,
} from '../support/gateway.js';
import { giveAddress, letterOf, lettersTo, mailingTo } from '../support/letters.js';
import { startMailServer, type MailServer } from '../support/mail.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('a debit that fails five weeks after it succeeded', () => {
  let app: TestApp;
  let mail: MailServer;

  beforeAll(async () => {
    mail = await startMailServer();
    app = await startWithGateway(undefined, { ...mailingTo(mail.url), MAIL_ONLY_TO: 'tests@bank.example' });
  });
  afterAll(async () => {
    await app.stop();
    await mail.stop();
  });

  it('is taken back through the replay: its interest, its shares, and a letter to the one who paid', async () => {
    const staff = await makeStaff(app);
    must(200, await staff.api.patch('/api/bank_configuration/', THREE));
    const provider = await makeProvider(app, '900.00');
    const customer = await makeCustomer(app);
    await giveAddress(app, customer);
    const loan = await makeLoan(customer, '900.00');
    const loanNow = async () => must(200, await customer.api.get(`/api/loans/${loan.id}/`));
    const providerNow = async () => must(200, await staff.api.get(`/api/providers/${provider.id}/`));
    await daysLater(staff, app.database, 10);
    const debit = await makeInstrument(customer, 'ok', 'bank_debit');
    const id = await payWith(customer, debit, loan, '300.00');
    await daysLater(staff, app.database, 5);
    await transferIs(customer, id, 'settled');
    expect(await loanNow()).toMatchObject({ total_paid: '300.00', days_past_due: 0 });
    const { wallet_amount: amount } = await providerNow();
    expect(amount).toBe('300.00');
    must(200, await provider.api.post('/api/providers/withdraw/', { amount }));

    await daysLater(staff, app.database, 35);
    const before = await loanNow();
    const failure = { code: 'unauthorised', text: 'The payer did not authorise it.' };
    const paid = { fee: '0', settledIn: `payout_paid_${id}` };
    const returned = await sayOf(app, staff, id, { state: 'returned', failure, ...paid });
    expect(returned).toMatchObject({ stands: 'owed_back', failure_text: failure.text });
    const after = await loanNow();
    expect(after).toMatchObject({ total_paid: '0.00' });

    expect(Number(after.days_past_due)).toBe(Number(before.days_past_due) + 10);
    expect(Number(after.late_interest)).toBeGreaterThan(Number(before.late_interest));
    expect(await providerNow()).toMatchObject({ wallet_amount: '0.00', receivable_amount: '300.00' });
    await expectGreenProof(app);

    await until(async () => (await lettersTo(staff, customer)).some(isSent('transfer_failed')));
    const told = (await lettersTo(staff, customer)).filter(({ topic }) => topic === 'transfer_failed');
    expect(told).toHaveLength(1);
    const { message_id: number } = await letterOf(staff, told[0]?.id ?? '');
    const sent = mail.got.find(({ messageId }) => messageId === number);
    expect(sent?.text).toContain('300.00');

    await sayOf(app, staff, id, {
      state: 'returned',
      failure,
      ...paid,
      taken: `payout_lost_${id}`,
      takenFee: '1500',
    });
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'returned', stands: 'nothing' });
    await expectGreenProof(app);
  });
});

const isSent = (topic: string) => (letter: { topic: string; state: string }) =>
  letter.topic === topic && letter.state === 'sent';
