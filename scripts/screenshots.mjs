// `npm run screenshots`: the pictures of docs/console.md, of a bank with a history, into docs/screenshots.
import sparticuz from '@sparticuz/chromium';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
/** Every step takes seconds. One that takes this long hangs, and fails with what it said. */
const PATIENCE_MS = 10 * 60 * 1000;

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
mkdirSync(out, { recursive: true });
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
  const pages = await addresses();
  for (const [name, path] of Object.entries(pages)) await take(name, path, DESK);
  await take('configuration-dark', '/configuration', { ...DESK, colorScheme: 'dark' });
  await take('loan-phone', pages.loan, PHONE);
} finally {
  await browser.close();
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
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

/** A loan that is being repaid to several lenders, and the provider that has lent most. */
async function addresses() {
  const staff = await as('demo-admin');
  const loans = (await staff('loans/?status=active&limit=100')).results;
  const repaid = await Promise.all(
    loans
      .filter(({ total_paid: paid }) => paid !== '0.00')
      .map(async ({ id }) => ({ id, lenders: (await staff(`loans/${id}/fundings/`)).results.length })),
  );
  const loan = repaid.reduce((best, each) => (each.lenders > best.lenders ? each : best));
  const { providers } = await staff('reports/concentration/');
  return {
    dashboard: '/',
    loan: `/loans/${loan.id}/show`,
    'loan-allocation': `/loans/${loan.id}/show/allocation`,
    provider: `/providers/${providers[0].provider}/show`,
  };
}

async function take(name, path, options) {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC', ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(`${base}/admin/`);
  await page.getByLabel('Username').fill('demo-admin');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The books are').first().waitFor();
  await page.goto('about:blank');
  await page.goto(`${base}/admin/#${path}`);
  await page.locator('#main-content').getByText(/\S/).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-label=Loading]').first().waitFor({ state: 'detached' });
  await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled' });
  console.log(`${name}.png`);
  await context.close();
}
