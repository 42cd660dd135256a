// `npm run screenshots [names]`: the pictures of docs/console.md and docs/portal.md, of a bank with a history.
import sparticuz from '@sparticuz/chromium';
import { Buffer } from 'node:buffer';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'docs/screenshots');
const PORT = '8377';
const base = `http://127.0.0.1:${PORT}`;
const PASSWORD = 'demo-only-2026';
const DESK = { colorScheme: 'light', viewport: { width: 1280, height: 800 } };
const PHONE = { colorScheme: 'light', viewport: { width: 390, height: 844 } };
const DARK = { colorScheme: 'dark' };
/** Every step takes seconds. One that takes this long hangs, and fails with what it said. */
const PATIENCE_MS = 10 * 60 * 1000;
/** A picture that is larger makes a document slow. */
const MOST_BYTES = 60 * 1024;
/** The end of what moves, except of what moves for ever. */
const SETTLED = `Promise.allSettled(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
  .map((each) => each.finished))`;
/** None named: all. */
const wanted = process.argv.slice(2);

const dataDir = mkdtempSync(join(tmpdir(), 'lmp-screenshots-'));
// PostgreSQL does not run as root; its user has to reach the directory.
chmodSync(dataDir, 0o755);
const env = {
  ...process.env,
  PORT,
  DATA_DIR: dataDir,
  SANDBOX: 'true',
  THROTTLE_DISABLED: 'true',
  LOG_LEVEL: 'warn',
};
const server = spawn(process.execPath, ['dist/app/main.js'], {
  cwd: root,
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: ['--no-sandbox', '--no-zygote', '--font-render-hinting=none'],
});
try {
  await ready();
  await cli('demo', '--customers', '40', '--providers', '8', '--loans', '120');
  await cli('demo', '--scenarios');
  await waiting();
  const bank = await lookRound();
  await atTheConsole(bank);
  await atThePortal(bank);
} finally {
  await browser.close();
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
}

async function atTheConsole({ loan, provider, customer, phone }) {
  const look = (name, path, options = DESK, act) =>
    take(name, { as: 'demo-admin', at: `/admin/#${path}`, act }, options);
  await look('dashboard', '/');
  await look('loan', `/loans/${loan}/show`);
  await look('loan-allocation', `/loans/${loan}/show/allocation`);
  await look('provider', `/providers/${provider}/show`);
  await look('configuration-dark', '/configuration', { ...DESK, ...DARK });
  await look('loan-phone', `/loans/${loan}/show`, PHONE);
  await look('counter', '/counter');
  await look('collections-work', '/collections/work');
  await look('search', '/customers', DESK, async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type(phone);
    await page.getByRole('dialog').getByRole('link').first().waitFor();
  });
  await look('lend', `/customers/${customer}/show`, DESK, async (page) => {
    await page.getByRole('button', { name: 'Lend', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Amount in USD').fill('1200');
    await dialog.getByLabel('Instalments').fill('12');
    await page.keyboard.press('Enter');
    await dialog.getByRole('table').waitFor();
  });
}

async function atThePortal({ borrower, lender, loan }) {
  const look = (name, as, at, options) => take(`portal/${name}`, { as, at }, options);
  await look('landing-phone', null, '/', PHONE);
  await look('borrower-phone', borrower, '/', PHONE);
  await look('pay-phone', borrower, `/loans/${loan}/pay`, PHONE);
  await look('score', borrower, '/score', DESK);
  await look('borrow-arabic', borrower, '/borrow', { ...PHONE, locale: 'ar' });
  await look('loan-dark', borrower, `/loans/${loan}`, { ...DESK, ...DARK });
  await look('lender', lender, '/', DESK);
  await look('mandate', lender, '/mandate', DESK);
  await look('portfolio', lender, '/portfolio', DESK);
  await look('statement-phone', lender, '/statement', PHONE);
}

async function cli(...args) {
  console.log(args.join(' '));
  await promisify(execFile)(process.execPath, ['dist/app/cli.js', ...args], {
    cwd: root,
    env,
    timeout: PATIENCE_MS,
  });
}

async function ready() {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await fetch(`${base}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    if (server.exitCode !== null) throw new Error('the server did not start');
    if (Date.now() > until) throw new Error('the server is not ready');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function as(username) {
  const sent = (path, method, body, token) =>
    fetch(`${base}/api/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).then((answer) => answer.json());
  const { access_token: token } = await sent('auth/login/', 'POST', { username, password: PASSWORD });
  return (path, method = 'GET', body = undefined) => sent(path, method, body, token);
}

/** A name, score bands, and a request that waits for money. */
async function waiting() {
  const staff = await as('demo-staff');
  await staff('bank_configuration/', 'PATCH', {
    bank_name: 'Harbour Credit Union',
    payment_instructions: 'At the counter, 12 Harbour Road.\nMonday to Friday, 9 to 16.',
    when_unfunded: 'queue',
    max_loan_amount: '500000.00',
    score_bands: [
      { name: 'good', min_score: 640, rate_adjustment: '-0.005' },
      { name: 'fair', min_score: 500, max_loan_amount: '400000.00', rate_adjustment: '0' },
      { name: 'new', min_score: 300, max_loan_amount: '2000.00', rate_adjustment: '0.02' },
    ],
  });
  const customer = await as('demo-customer');
  await customer('loans/', 'POST', { amount: '390000.00' });
}

/**
 * A loan that is being repaid to several lenders, its borrower, and the provider that has lent most; and a morning at the
 * counter.
 */
async function lookRound() {
  const staff = await as('demo-admin');
  const loans = (await staff('loans/?status=active&limit=100')).results;
  // One after the other: a machine that is busy refuses many at once.
  const repaid = [];
  for (const { id, total_paid: paid } of loans) {
    if (paid === '0.00') continue;
    repaid.push({ id, lenders: (await staff(`loans/${id}/fundings/`)).results.length });
  }
  const { id: loan } = repaid.reduce((best, each) => (each.lenders > best.lenders ? each : best));
  const { customer } = await staff(`loans/${loan}/`);
  const phone = '+234 803 111 2222';
  const { username: borrower } = await staff(`customers/${customer}/`, 'PATCH', { phone });
  const [{ provider }] = (await staff('reports/concentration/')).providers;
  const { username: lender } = await staff(`providers/${provider}/`);
  const methods = ['cash', 'cheque', 'cash', 'mobile_money', 'cash'];
  for (const [at, method] of methods.entries()) {
    const { id, next_due_amount: amount } = loans.at(-1 - at);
    await staff('payments/', 'POST', {
      loan: id,
      amount,
      method,
      ...(method === 'cheque' && { reference: 'CHQ 4711' }),
    });
  }
  return { loan, customer, borrower, phone, provider, lender };
}

/** Signs in, opens a page, does something there, and keeps what is seen. */
async function take(name, { as: username, at, act }, options) {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC', ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  const isConsole = at.startsWith('/admin/');
  if (username !== null) {
    await page.goto(`${base}${isConsole ? '/admin/' : '/sign-in'}`);
    await page.locator('[name=username]').fill(username);
    await page.locator('[name=password]').fill(PASSWORD);
    await page.locator('button[type=submit]').click();
    await page
      .locator(isConsole ? '#main-content section' : 'nav')
      .first()
      .waitFor();
  }
  await page.goto('about:blank');
  await page.goto(`${base}${at}`);
  const isThere = isConsole ? page.locator('#main-content').getByText(/\S/) : page.locator('main h1');
  await isThere.first().waitFor();
  await page.waitForLoadState('networkidle');
  await page
    .locator('[aria-label=Loading], [data-loading], [aria-busy=true]')
    .first()
    .waitFor({ state: 'detached' });
  await act?.(page);
  await page.waitForLoadState('networkidle');
  await page.evaluate(SETTLED);
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 45 });
  const picture = Buffer.from(data, 'base64');
  if (picture.length > MOST_BYTES) throw new Error(`${name} has ${String(picture.length)} bytes`);
  const file = join(out, `${name}.webp`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, picture);
  console.log(`${name}.webp, ${String(Math.round(picture.length / 1024))} kB`);
  await context.close();
}
