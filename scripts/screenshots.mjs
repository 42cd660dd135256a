// `npm run screenshots`: every page of the console on a bank with a history, into docs/screenshots.
import sparticuz from '@sparticuz/chromium';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'docs/screenshots');
const PORT = '8377';
const base = `http://127.0.0.1:${PORT}`;
const PASSWORD = 'demo-only-2026';

const dataDir = mkdtempSync(join(tmpdir(), 'lmp-screenshots-'));
const env = {
  ...process.env,
  PORT,
  DATA_DIR: dataDir,
  SANDBOX: 'true',
  THROTTLE_DISABLED: 'true',
  LOG_LEVEL: 'warn',
};
mkdirSync(out, { recursive: true });
const server = spawn(process.execPath, ['dist/app/main.js'], { cwd: root, env, stdio: 'ignore' });
const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: ['--no-sandbox', '--no-zygote', '--font-render-hinting=none'],
});
try {
  await ready();
  const cli = (...args) =>
    execFileSync(process.execPath, ['dist/app/cli.js', ...args], { cwd: root, env, stdio: 'ignore' });
  cli('demo', '--customers', '40', '--providers', '8', '--loans', '120');
  cli('demo', '--scenarios');
  await waiting();
  const pages = await addresses();
  await take(pages, { colorScheme: 'light', viewport: { width: 1280, height: 900 } }, '');
  await take(
    { dashboard: pages.dashboard, loan: pages.loan, configuration: pages.configuration },
    { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
    '-dark',
  );
  await take(
    { dashboard: pages.dashboard, loans: pages.loans, loan: pages.loan },
    { colorScheme: 'light', viewport: { width: 390, height: 844 } },
    '-phone',
  );
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
}

async function ready() {
  for (;;) {
    const answer = await fetch(`${base}/health/ready`).catch(() => null);
    if (answer?.ok) return;
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

/** Score bands, and a request that waits for money. */
async function waiting() {
  const staff = await as('demo-staff');
  await staff('bank_configuration/', 'PATCH', {
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

async function addresses() {
  const staff = await as('demo-admin');
  const first = async (path) => (await staff(path)).results[0];
  const loan = await first('loans/?search=late-cured&limit=1');
  const provider = await first('providers/?search=scenario-lender-1&limit=1');
  const payment = await first(`payments/?loan=${loan.id}&limit=1`);
  const user = await first('users/?search=demo-staff&limit=1');
  return {
    dashboard: '/',
    loans: '/loans',
    loan: `/loans/${loan.id}/show`,
    'loan-timeline': `/loans/${loan.id}/show/timeline`,
    'loan-allocation': `/loans/${loan.id}/show/allocation`,
    collections: '/collections',
    payments: '/payments',
    payment: `/payments/${payment.id}/show`,
    customers: '/customers',
    customer: `/customers/${loan.customer}/show`,
    providers: '/providers',
    provider: `/providers/${provider.id}/show`,
    queue: '/funding_queue',
    account: '/account',
    books: '/proof',
    journal: '/ledger/journal',
    'day-close': '/day_close',
    configuration: '/configuration',
    users: '/users',
    user: `/users/${user.id}/show`,
  };
}

async function take(pages, options, suffix) {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(`${base}/admin/`);
  await page.getByLabel('Username').waitFor();
  if (suffix === '') await page.screenshot({ path: join(out, 'sign-in.png') });
  await page.getByLabel('Username').fill('demo-admin');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The books are').first().waitFor();
  for (const [name, path] of Object.entries(pages)) {
    await page.goto('about:blank');
    await page.goto(`${base}/admin/#${path}`);
    await page.locator('#main-content').getByText(/\S/).first().waitFor();
    await page.locator('[aria-label=Loading]').first().waitFor({ state: 'detached' });
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(out, `${name}${suffix}.png`), fullPage: true });
  }
  await context.close();
}
