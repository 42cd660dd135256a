import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import { believeEverybody, importStatement, openBankAccount, statementOf } from '../support/bank.js';
import { eventsAreNumbered } from '../support/events.js';
import { startWithGateway, transferIs } from '../support/gateway.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  pay,
  type Actor,
} from '../support/make.js';
import { MARK, markedKey, marksIn, registerMarked } from '../support/marked.js';
import { makePayoutAccount, walletOf, withdrawTo } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';

const EVES = 'FR1420041010050500013M02606';

describe('a loan provider who is erased', () => {
  let app: TestApp;
  let staff: Actor;
  let admin: Actor;
  let ada: Actor & { username: string };
  let eve: Actor;
  let file: string;

  beforeAll(async () => {
    app = await startWithGateway(undefined, { GATEWAYS: 'bank_file', WEBHOOK_ALLOW_PRIVATE: 'true' });
    [staff, admin] = [await makeStaff(app), await makeUser(app, 'admin')];
    await believeEverybody(staff);
    ada = await registerMarked(app, 'provider', `${MARK}-ada`);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const erase = () => admin.api.post(`/api/providers/${ada.id}/erase/`, { username: ada.username });
  const content = () => staff.api.get(`/api/payout_files/${file}/`);

  it('was paid by a file for the bank, beside somebody else', async () => {
    const account = await openBankAccount(app, staff);
    eve = await makeProvider(app, '80.00');
    const borrower = await makeCustomer(app);
    must(200, await ada.api.post('/api/providers/add_funds/', { amount: '100.00' }, markedKey()));
    // Both lend all they have, and it comes back.
    const loan = await makeLoan(borrower, '180.00');
    await pay(borrower, loan, loan.amount_due);
    expect([await walletOf(ada), await walletOf(eve)]).toEqual(['105.00', '84.00']);
    must(
      201,
      await staff.api.post('/api/notes/', {
        subject_type: 'provider',
        subject: ada.id,
        kind: 'call',
        text: MARK,
      }),
    );
    const to = { gateway: 'bank_file', holder: `Ada ${MARK}`, iban: 'DE89 3704 0044 0532 0130 00' };
    const id = await withdrawTo(ada, await makePayoutAccount(ada, undefined, to), '105.00');
    const hers = { gateway: 'bank_file', holder: 'Eve Lind', iban: EVES };
    await withdrawTo(eve, await makePayoutAccount(eve, undefined, hers), '84.00');
    const made = must(201, await staff.api.post('/api/payout_files/', { account: account.id }));
    file = String(made.id);
    expect((await content()).body).toContain(MARK);
    expect((await erase()).body.open).toEqual(['transfer']);
    const line = {
      amount: '-105.00',
      endToEndId: id.replaceAll('-', ''),
      name: `Ada ${MARK}`,
      ref: `R ${MARK}`,
    };
    must(201, await importStatement(staff, account.id, statementOf(account.today, '1000.00', [line])));
    await transferIs(staff, id, 'paid');
  });

  it('is not, while an address is told of events', async () => {
    const endpoint = { url: `http://127.0.0.1:9/${MARK}`, description: `Of ${MARK}`, types: ['*'] };
    const { id } = must(201, await ada.api.post('/api/webhook_endpoints/', endpoint));
    expect((await erase()).body).toMatchObject({ code: 'has_open_business', open: ['webhook'] });
    expect((await ada.api.send('DELETE', `/api/webhook_endpoints/${String(id)}/`)).status).toBeLessThan(300);
    expect(await marksIn(app)).toContain('webhook_endpoints');
  });

  it('leaves no text behind, in the file neither; the other payment stays in it', async () => {
    const before = String((await content()).body);
    const { removed } = must(200, await erase()) as { removed: object[] };
    expect(removed).toContainEqual({ what: 'payout_files', count: 1 });
    // How often the address was tried, too.
    expect(removed).toContainEqual({ what: 'webhooks', count: expect.any(Number) });
    expect(await marksIn(app)).toEqual([]);
    await eventsAreNumbered(app.database);
    const told = must(200, await staff.api.get('/api/events/?type=provider.erased')).results as object[];
    expect(told).toContainEqual(
      expect.objectContaining({ type: 'provider.erased', provider: ada.id, actor: admin.id, data: {} }),
    );
    const after = String((await content()).body);
    expect(after).not.toContain(MARK);
    expect(after).not.toContain('DE89370400440532013000</IBAN></Id></CdtrAcct>');
    expect(after).toContain(EVES);
    expect(after.match(/<InstdAmt/g)).toHaveLength(2);
    // What the bank was given is still known by its hash.
    const [row] = await app.database.rows<{ sha256: string }>('SELECT sha256 FROM payout_files');
    expect(row?.sha256).toBe(createHash('sha256').update(before).digest('hex'));
  });

  it('is refused while it has money, and is no customer', async () => {
    const refused = await admin.api.post(`/api/providers/${eve.id}/erase/preview/`);
    expect(refused.body).toMatchObject({ code: 'has_open_business', open: ['transfer'] });
    const rich = await makeProvider(app, '1.00');
    const preview = await admin.api.post(`/api/providers/${rich.id}/erase/preview/`);
    expect(preview.body).toMatchObject({ code: 'has_open_business', open: ['money'] });
    expect((await admin.api.post(`/api/customers/${rich.id}/erase/preview/`)).body.code).toBe(
      'customer_not_found',
    );
  });
});
