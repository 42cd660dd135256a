import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { errors, type Browser, type Page } from 'playwright-core';
import { CALLERS, TABLE } from '../auth/authorisation.table.js';
import { judgeBy, textOf, type Answered, type Judge } from '../support/answers.js';
import { startApp, type TestApp } from '../support/app.js';
import { believeEverybody } from '../support/bank.js';
import { openBrowser, openPage } from '../support/browser.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import type { Names } from '../support/example-ids.js';
import { workOfClerks } from '../support/work-of-clerks.js';
import type { Receiver } from '../support/receiver.js';
import { WEBHOOKS_WITHIN, workOnEvents } from '../support/work-on-events.js';
import { factorCaller, workOnFactors } from '../support/work-on-factors.js';
import { workOnErasure } from '../support/work-on-erasure.js';
import { workOnLetters } from '../support/work-on-letters.js';
import { readDocument, type Document, type Operation } from '../support/document.js';
import { lenderWithMoneyBack, workOfLenders } from '../support/demo-lenders.js';
import { makeInstrument } from '../support/gateway.js';
import { moneyOnItsWay } from '../support/money-on-its-way.js';
import { payoutsOnTheirWay } from '../support/payouts.js';
import { png } from '../support/pictures.js';
import { fillIn, letReduce, openWith, showOperation, type Ui } from '../support/swagger-page.js';
import { makeWaitingLoan } from '../support/undo.js';
import { makeCustomer, makeLoan, makeUser, must, pay, type Actor } from '../support/make.js';

jest.setTimeout(900_000);

const LOGIN = { username: 'demo-customer', password: 'demo-only-2026' };

/** After these somebody else is signed in, or the date is another: they come last, in this order. */
const LAST = [
  'POST /api/auth/logout',
  'DELETE /api/auth/sessions/{id}',
  'DELETE /api/auth/sessions',
  'POST /api/auth/change_password',
  'POST /api/sandbox/clock/advance',
];
/** An index for browsers is this page itself. */
const REDIRECTS = ['GET /api'];
/** Work on a late loan, before the late loan of this story is written off. */
const EARLY = [
  'POST /api/loans/{id}/promises',
  'POST /api/promises/{id}/cancel',
  'POST /api/collections/{loan}/assign',
];
/** What a borrower may do on a loan of his own: here staff does it, on another's. */
const BY_STAFF = ['POST /api/loans/{id}/promises', 'POST /api/promises/{id}/cancel'];
/** The example has the password of the demo logins. */
const WITH_PASSWORD = 'PATCH /api/customers/update_current';
/** The page keeps each answer and grows slow with them: it is opened anew after so many operations. */
const PAGEFUL = 16;
/** Only a gateway can send what these take: the page is refused, for that reason. */
const SIGNED = ['POST /api/gateways/{name}/events'];

/** The page to try the API is its first user interface: every operation is run from it, as it is filled in. */
describe('Swagger UI', () => {
  let database: TestDatabase;
  let app: TestApp;
  let document: Document;
  let judge: Judge;
  let browser: Browser;
  let page: Page;
  let receiver: Receiver;
  let authorized = '';
  /** Of each page that was opened. */
  const faults: string[][] = [];
  /** Where it stands, for whoever reads why it stood still. */
  let doing = '';
  let actors: Record<'customer' | 'provider' | 'staff' | 'admin', Actor>;
  let names: Names;
  let special: Record<string, () => Promise<Names> | Names>;

  beforeAll(async () => {
    database = await cloneDatabase();
    const { code, json } = await startCli(database.url, 'demo --scenarios --json').ended;
    expect(code).toBe(0);
    app = await startApp({ SANDBOX: 'true', GATEWAYS: 'sandbox,bank_file', ...WEBHOOKS_WITHIN }, database);
    const { scenarios } = json() as { scenarios: { scenario: string; loan: string }[] };
    const staff = await makeUser(app, 'staff');
    await believeEverybody(staff);
    actors = {
      customer: await makeCustomer(app),
      provider: await lenderWithMoneyBack(app),
      staff,
      admin: await makeUser(app, 'admin'),
    };
    must(201, await app.as().post('/api/auth/register/', { ...LOGIN, role: 'customer' }));
    const loan = await makeLoan(actors.customer, '1000.00');
    names = {
      customer: actors.customer.id,
      provider: actors.provider.id,
      loan: loan.id,
      payment: String((await pay(actors.customer, loan, '87.50')).id),
      quote: String(must(201, await actors.customer.api.post('/api/quotes/', { amount: '100.00' })).id),
    };
    const way = await moneyOnItsWay(app, actors.staff, actors.customer);
    const { instrument, transfer, statement, line } = way;
    const { known, ...payouts } = await payoutsOnTheirWay(app, actors.staff, actors.provider);
    names = { ...names, instrument, transfer, statement, line, ...known };
    const waiting = { loan: (await makeWaitingLoan(actors.staff, actors.customer, '100.00')).id };
    const clerk = { customer: (await makeUser(app, 'staff')).id };
    const defaulted = { loan: scenarios.find(({ scenario }) => scenario === 'default')?.loan ?? '' };
    const events = await workOnEvents(app, actors, loan.id);
    ({ receiver } = events);
    special = {
      ...events.work,
      'GET /api/bank/logo': async () => {
        const file = new Uint8Array(png());
        must(
          200,
          await actors.admin.api.send('PUT', '/api/bank/logo/', file, { 'content-type': 'image/png' }),
        );
        return {};
      },
      'DELETE /api/instruments/{id}': async () => ({ instrument: await makeInstrument(actors.customer) }),
      'POST /api/providers/deposits': async () => ({ instrument: await makeInstrument(actors.provider) }),
      ...payouts,
      ...workOnLetters(app, actors),
      ...workOfClerks(app, actors, { loan: loan.id, late: defaulted.loan }),
      'POST /api/transfers/{id}/cancel': () => ({ transfer: way.unsent }),
      'POST /api/transfers/{id}/resolve': () => ({ transfer: way.inReview }),
      'POST /api/transfers/{id}/resolve/preview': () => ({ transfer: way.inReview }),
      'POST /api/bank_statements': () => ({ file: way.file }),
      ...way.decisions,
      'PATCH /api/users/{id}': () => clerk,
      'POST /api/users/{id}/reset_password': () => clerk,
      ...{ ...workOnFactors(app), ...workOnErasure(app) },
      'POST /api/loans/{id}/undo': () => waiting,
      'POST /api/loans/{id}/undo/preview': () => waiting,
      'POST /api/loans/{id}/write_off': () => defaulted,
      'POST /api/loans/{id}/write_off/preview': () => defaulted,
      ...workOfLenders(app, actors.provider),
      'POST /api/loans/{id}/cancel': async () => ({ loan: await queuedLoan() }),
    };
    document = await readDocument(app);
    judge = judgeBy(document);
    browser = await openBrowser();
    await openAnew();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
    await receiver.stop();
    await database.drop();
  });

  async function queuedLoan(): Promise<string> {
    const { staff } = actors;
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', {
        queue_on_request: true,
        max_loan_amount: '900000.00',
      }),
    );
    // An operation before this one may have given the customer a range of its own.
    const range = { max_loan_amount: '900000.00' };
    must(200, await staff.api.patch(`/api/customers/${actors.customer.id}/`, range));
    const loan = must(
      202,
      await actors.customer.api.post('/api/loans/', { amount: '900000.00', queue: true }),
    );
    return String(loan.id);
  }

  /** Opens a page that has nothing of those before. */
  async function openAnew(): Promise<void> {
    const opened = await openPage(browser);
    page = opened.page;
    faults.push(opened.faults);
    await page.goto(`${app.url}/api/docs/`);
    await page.locator('.opblock').first().waitFor();
    await letReduce(page);
  }

  /** Signs `demo-customer` in for real: sessions and refresh tokens are of a sign-in. */
  async function signIn(): Promise<{ token: string; names: Names }> {
    const { access_token: token, refresh_token: refreshToken } = must(
      200,
      await app.as().post('/api/auth/login/', LOGIN),
    ) as { access_token: string; refresh_token: string };
    const headers = { authorization: `Bearer ${token}` };
    const { results } = must(200, await app.as().get('/api/auth/sessions/', headers)) as {
      results: { id: string }[];
    };
    return { token, names: { refreshToken, session: String(results[0]?.id) } };
  }

  /** Whoever may, as the table of who may do what has it. */
  async function callerOf({ name, path, security }: Operation): Promise<{ token: string; names: Names }> {
    if (path.startsWith('/api/auth/factor')) return factorCaller(app, path);
    if (path.startsWith('/api/auth/') || name === WITH_PASSWORD) return signIn();
    if (security.length === 0) return { token: '', names: {} };
    if (BY_STAFF.includes(name)) return { token: actors.staff.api.token ?? '', names: {} };
    const [statuses] = TABLE[name] ?? [[]];
    const roles = Object.keys(actors) as (keyof typeof actors)[];
    const statusOf = (role: string) => statuses[CALLERS.findIndex((caller) => caller === role)] ?? 403;
    const role = roles.find((one) => statusOf(one) < 400) ?? roles.find((one) => statusOf(one) !== 403);
    if (role === undefined) throw new Error(`nobody may ${name}`);
    return { token: actors[role].api.token ?? '', names: {} };
  }

  /** Gives the page this token, or none, unless it has it already. */
  async function authorize(token: string): Promise<void> {
    if (token === authorized) return;
    authorized = token;
    await page.evaluate((bearer) => {
      const { ui } = globalThis as unknown as { ui: Ui };
      ui.authActions.logout(['bearer']);
      if (bearer !== '') ui.preauthorizeApiKey('bearer', bearer);
    }, token);
  }

  /** Opens the operation, fills in what its examples cannot know, presses Execute, and takes what the page shows. */
  async function execute(operation: Operation, token: string, known: Names): Promise<string> {
    const [tag, id] = [operation.tags?.[0] ?? '', operation.operationId ?? ''];
    const show = (shown: boolean) => showOperation(page, tag, id, shown);
    doing = 'opening it';
    await authorize(token);
    await show(true);
    const block = page.locator(`[id="operations-${tag.replaceAll(' ', '_')}-${id}"]`);
    const button = block.locator('button.execute');
    await button.waitFor();
    doing = 'filling it in';
    await fillIn(block, operation, known);
    doing = 'executing it';
    await button.click();
    const status = await block
      .locator('.live-responses-table .response .response-col_status')
      .first()
      .innerText();
    await show(false);
    return status;
  }

  /** Runs an operation; gives what is wrong with what came of it. */
  async function run(operation: Operation): Promise<string[]> {
    const { name, method, path } = operation;
    const { token, names: own } = await callerOf(operation);
    const known = { ...names, ...own, ...(await special[name]?.()) };
    const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`);
    const answered = page.waitForResponse(
      (response) => response.request().method() === method && pattern.test(new URL(response.url()).pathname),
      { timeout: 25_000 },
    );
    const [shown, response] = await Promise.all([execute(operation, token, known), answered]);
    const answer: Answered = {
      status: response.status(),
      type: response.headers()['content-type'] ?? null,
      text: response.status() === 204 ? '' : await textOf(response),
    };
    const wrong = judge(operation, answer);
    if (!shown.startsWith(String(answer.status))) wrong.push(`the page shows ${shown}`);
    if (SIGNED.includes(name) ? !answer.text.includes('webhook_not_verified') : answer.status >= 400) {
      wrong.push(`refused: ${answer.text}`);
    }
    return wrong.map((fault) => `${name}: ${fault}`);
  }

  it('runs every operation as it is filled in, for whoever may, and shows what the document says', async () => {
    // A preview comes before the deed, which it could not show any more.
    const rank = ({ name, path }: Operation) =>
      EARLY.includes(name)
        ? -4 + EARLY.indexOf(name) / 10
        : path.endsWith('/preview')
          ? -2
          : LAST.indexOf(name);
    const operations = document.operations
      .filter(({ name }) => !REDIRECTS.includes(name))
      .sort((a, b) => rank(a) - rank(b));
    const wrong: string[] = [];
    const stuck: string[] = [];
    const openAt = async (index: number) => {
      await openWith(page, operations.slice(index, index + PAGEFUL));
      authorized = '';
    };
    for (const [index, operation] of operations.entries()) {
      if (index % PAGEFUL === 0) await openAt(index);
      const failed = (error: unknown) => [`${operation.name}, ${doing}: ${String(error)}`];
      const found = await run(operation).catch(async (error: unknown) => {
        if (!(error instanceof errors.TimeoutError)) return failed(error);
        stuck.push(...failed(error));
        // With the page ends what still waits on it, or it would go on beside the second attempt.
        await page.context().close();
        await openAnew();
        await openAt(index);
        return run(operation).catch(failed);
      });
      wrong.push(...found);
    }
    // On a busy machine the browser has stood still once; whoever sits before it opens the page again.
    if (stuck.length > 0) console.warn(stuck.join('\n'));
    expect(wrong).toEqual([]);
    expect(stuck.length).toBeLessThan(3);
    expect(operations.length).toBeGreaterThan(80);
    // The page's own sign-out, which is called between operations, complains of a token that a script gave it.
    expect(faults.flat().filter((fault) => !/\blogout\b/.test(fault))).toEqual([]);
  });
});
