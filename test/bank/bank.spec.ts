import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeStaff, must, type Actor } from '../support/make.js';

describe('what everybody may know of the bank', () => {
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp({ GATEWAYS: 'sandbox' });
    staff = await makeStaff(app);
  });
  afterAll(() => app.stop());

  const bank = async () => must(200, await app.as().get('/api/bank/'));
  const configure = async (change: object) =>
    must(200, await staff.api.patch('/api/bank_configuration/', change));

  it('is its terms and what is switched on', async () => {
    const { business_date: date, ...shown } = await bank();
    expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(shown).toEqual({
      name: '',
      logo_version: null,
      currency: 'USD',
      time_zone: 'UTC',
      languages: ['en', 'es', 'fr', 'ar'],
      register_as: ['customer', 'provider'],
      mails_links: true,
      terms: {
        min_amount: '100.00',
        max_amount: '10000.00',
        installments: 12,
        every: 1,
        unit: 'months',
        interest_rate: '0.05',
      },
      waiting: 'never',
      ways_to_pay: {
        gateways: ['sandbox'],
        direct_payments: true,
        direct_deposits: true,
        bank_accounts: [],
        instructions: '',
      },
      paid_out_by: ['sandbox'],
    });
  });

  it('follows the configuration: name, instructions, the queue', async () => {
    const instructions = 'At the counter, 12 Harbour Road.\nMonday to Friday, 9 to 16.';
    await configure({ bank_name: 'Harbour Credit Union', payment_instructions: instructions });
    await configure({ queue_on_request: true });
    expect(await bank()).toMatchObject({
      name: 'Harbour Credit Union',
      waiting: 'on_request',
      ways_to_pay: { instructions },
    });
    await configure({ when_unfunded: 'queue' });
    expect((await bank()).waiting).toBe('always');
    const bell = { bank_name: 'Harbour\u0007' };
    expect((await staff.api.patch('/api/bank_configuration/', bell)).status).toBe(400);
  });

  it('names the accounts to pay into; then people do not enter payments themselves', async () => {
    const account = { name: 'Main', number: 'DE89370400440532013000', opening_balance: '0.00' };
    const opened = await staff.api.post('/api/bank_accounts/', account);
    must(201, opened);
    expect((await bank()).ways_to_pay).toMatchObject({
      bank_accounts: [{ name: 'Main', number: 'DE89370400440532013000' }],
      direct_payments: false,
      direct_deposits: false,
    });
  });

  it('tells gateways that collect from those that pay out', async () => {
    const other = await startApp({ GATEWAYS: 'bank_file' });
    try {
      expect(must(200, await other.as().get('/api/bank/'))).toMatchObject({
        ways_to_pay: { gateways: [] },
        paid_out_by: ['bank_file'],
      });
    } finally {
      await other.stop();
    }
  });
});
