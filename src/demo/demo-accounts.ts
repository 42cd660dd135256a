import type { INestApplicationContext } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Role } from '../auth/access.js';
import { AccountsQueries } from '../auth/accounts.queries.js';
import { UsersService } from '../auth/users.service.js';
import { Passwords } from '../auth/passwords.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { fingerprint } from '../commands/idempotency.js';
import { newId } from '../runtime/ids.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { FundsService } from '../providers/funds.service.js';
import { whoExists } from './demo.queries.js';

export const DEMO_PASSWORD = 'demo-only-2026';

/** A login that is printed at start-up. */
export interface DemoAccount {
  username: string;
  role: Role;
}

interface DemoUser extends DemoAccount {
  firstName: string;
  lastName: string;
  /** False: the user gets a random password that nobody keeps. */
  login: boolean;
  fund?: (config: BankConfiguration) => bigint;
}

/** Created in this order. The admin is last: if it exists, the set is complete. */
const DEMO_USERS: readonly DemoUser[] = [
  {
    username: 'demo-provider-2',
    role: 'provider',
    firstName: 'Tomás',
    lastName: 'Herrera',
    login: false,
    // Less than a first loan of 1000.00, so that smallest_first empties it and goes on to the other provider.
    fund: ({ currency }) => 600n * 10n ** BigInt(currencyDecimals(currency)),
  },
  {
    username: 'demo-provider',
    role: 'provider',
    firstName: 'Harbour',
    lastName: 'Cooperative',
    login: true,
    fund: ({ maxLoanAmount }) => maxLoanAmount * 5n,
  },
  { username: 'demo-customer', role: 'customer', firstName: 'Ada', lastName: 'Okoye', login: true },
  { username: 'demo-staff', role: 'staff', firstName: 'Mei', lastName: 'Tanaka', login: true },
  { username: 'demo-admin', role: 'admin', firstName: 'Samuel', lastName: 'Adeyemi', login: true },
];
const LAST = 'demo-admin';

/**
 * Creates the demo accounts in a database that nobody else uses, and completes a set that a kill left unfinished.
 * Returns the logins that work, also on later starts; none in production or beside other users. main calls it at every
 * start, for the embedded database only: it is cheap when there is nothing to do.
 */
export async function createDemoAccounts(app: INestApplicationContext): Promise<DemoAccount[]> {
  if (app.get<AppConfig>(APP_CONFIG).production) return [];
  const { found, others } = await whoExists(
    app,
    DEMO_USERS.map(({ username }) => username),
  );
  if (!found.has(LAST)) {
    // With other users present, a missing demo-admin was removed on purpose and must not come back.
    if (others) return [];
    for (const user of DEMO_USERS) {
      await makeDemoUser(app, user, found.has(user.username));
      found.add(user.username);
    }
  }
  return workingLogins(app, found);
}

/** The accounts that are enabled and still have the printed password. */
async function workingLogins(
  app: INestApplicationContext,
  found: ReadonlySet<string>,
): Promise<DemoAccount[]> {
  const working: DemoAccount[] = [];
  for (const { username, role, login } of DEMO_USERS) {
    const user =
      login && found.has(username) ? await app.get(AccountsQueries).findByUsername(username) : null;
    if (user?.isActive !== true) continue;
    const { passwordHash } = user;
    if (await app.get(Passwords, { strict: false }).matches(passwordHash, DEMO_PASSWORD)) {
      working.push({ username, role });
    }
  }
  return working;
}

async function makeDemoUser(app: INestApplicationContext, user: DemoUser, exists: boolean): Promise<void> {
  const { username, role, firstName, lastName, login, fund } = user;
  if (!exists) {
    const password = login ? DEMO_PASSWORD : randomBytes(32).toString('base64url');
    await app.get(UsersService).createUser({ username, password, role, firstName, lastName, email: '' });
  }
  if (fund) await addFundOnce(app, username, fund);
}

/** The Idempotency-Key makes this happen once only, even after a kill between the account and its fund. */
async function addFundOnce(
  app: INestApplicationContext,
  username: string,
  fund: NonNullable<DemoUser['fund']>,
): Promise<void> {
  const provider = await app.get(AccountsQueries).findByUsername(username);
  if (!provider) throw new Error(`the demo provider ${username} is gone`);
  const config = await app.get(BankConfigQueries).inForce();
  const amount = formatMoney(fund(config), currencyDecimals(config.currency));
  const context = {
    callerId: provider.id,
    requestId: newId(),
    idempotency: { key: 'demo-accounts', fingerprint: fingerprint('DEMO', 'add_funds', {}) },
  };
  const move = {
    kind: 'add_funds' as const,
    providerId: provider.id,
    amount,
    over: null,
    isVouchedFor: true,
  };
  await app.get(FundsService).move(move, context);
}
