import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter, lendToAll, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { dateIsSealed, redChecks } from '../support/proof.js';
import { until } from '../support/until.js';

interface SealRow {
  business_date: string;
  entries_to: string;
  row_count: string;
  rows_hash: Buffer;
  hash: Buffer;
}

describe('the seals of closed business dates', () => {
  let app: TestApp;
  let other: TestApp;
  let sandbox: Sandbox;
  let customer: Actor;
  let provider: Actor;
  let old: { id: string };
  let oldPayment: Record<string, unknown>;
  let untouched: { id: string };

  const seals = () =>
    app.database.rows<SealRow>(
      'SELECT business_date::text, entries_to, row_count, rows_hash, hash FROM seals ORDER BY business_date',
    );
  const names = async (kind: 'full' | 'incremental') => (await redChecks(app, kind)).map(({ name }) => name);
  const closeADay = async (): Promise<string> => {
    const today = await sandbox.today();
    await sandbox.advance(daysAfter(today, 1));
    return today;
  };
  const sealADay = async (): Promise<string> => {
    const date = await closeADay();
    await dateIsSealed(app.database, date);
    return date;
  };
  /** Changes rows, looks, and takes the change back. */
  const tampered = async (change: string, back: string, look: () => Promise<void>) => {
    await app.database.tamper(change);
    try {
      await look();
    } finally {
      await app.database.tamper(back);
    }
  };

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    other = await startApp({ SANDBOX: 'true' }, app.database);
    sandbox = await openSandbox(app);
    expect((await prove('incremental')).kind).toBe('full');
    await lendToAll(app, sandbox);
    customer = await makeCustomer(app);
    provider = await makeProvider(app, '5000.00');
    old = await makeLoan(customer, '900.00');
    untouched = await makeLoan(customer, '900.00');
    oldPayment = await pay(customer, old, '300.00');
    await sealADay();
    await pay(customer, old, '50.00');
    await sealADay();
  });
  afterAll(async () => {
    await other.stop();
    await app.stop();
  });

  const prove = async (kind: string) =>
    must(200, await sandbox.staff.api.get(`/api/ledger/proof/?kind=${kind}`)) as {
      ok: boolean;
      kind: string;
      sealed_on: string | null;
      age_seconds: number;
      full_proved_at: string | null;
      not_read: string | null;
      proved_at: string;
    };

  it('are written once for each date, where the entries of the date end', async () => {
    const rows = await seals();
    expect(rows).toHaveLength(2);
    for (const seal of rows) {
      const [end] = await app.database.rows<{ entries: string; rows: string }>(
        `SELECT (SELECT entries_before FROM business_dates WHERE business_date = date '${seal.business_date}' + 1) AS entries,
           (SELECT count(*) FROM journal WHERE business_date = '${seal.business_date}') AS rows`,
      );
      expect([seal.entries_to, seal.row_count]).toEqual([end?.entries, end?.rows]);
    }
  });

  it('are chained by their hashes', async () => {
    let before: SealRow | undefined;
    for (const seal of await seals()) {
      const text = `${seal.business_date} ${seal.entries_to} ${seal.row_count} ${seal.rows_hash.toString('hex')}`;
      const hash = createHash('sha256')
        .update(before?.hash ?? '')
        .update(text)
        .digest('hex');
      expect(seal.hash.toString('hex')).toBe(hash);
      before = seal;
    }
  });

  it('have the balance of each account and owner where it changed', async () => {
    const [first, second] = await seals();
    for (const seal of [first, second]) {
      const differences = await app.database.rows(
        `WITH now AS (
           SELECT v.owner, v.account, sum(CASE WHEN v.account IN ('cash', 'loan_principal', 'receivable') THEN v.debit ELSE -v.debit END) AS amount
           FROM journal j CROSS JOIN LATERAL (VALUES
             (coalesce(j.debit_owner, '00000000-0000-0000-0000-000000000000'), j.debit_account, j.amount),
             (coalesce(j.credit_owner, '00000000-0000-0000-0000-000000000000'), j.credit_account, -j.amount)) AS v(owner, account, debit)
           WHERE j.entry_no <= ${seal?.entries_to ?? ''} AND v.account <> 'collections' GROUP BY 1, 2),
         sealed AS (
           SELECT DISTINCT ON (owner, account) owner, account, balance FROM sealed_balances
           WHERE business_date <= '${seal?.business_date ?? ''}' AND (account <> 'loan_principal' OR owner <> '00000000-0000-0000-0000-000000000000')
           ORDER BY owner, account, business_date DESC)
         SELECT * FROM now FULL JOIN sealed USING (owner, account) WHERE coalesce(amount, 0) <> coalesce(balance, 0)`,
      );
      expect(differences).toEqual([]);
    }
    const changed = await app.database.rows(
      `SELECT account FROM sealed_balances WHERE business_date = '${second?.business_date ?? ''}' AND owner = '${untouched.id}'`,
    );
    expect(changed).toEqual([]);
    await expect(app.database.rows('UPDATE sealed_balances SET balance = 0')).rejects.toThrow(
      'rows are facts',
    );
    await expect(app.database.rows('DELETE FROM seals')).rejects.toThrow('rows are facts');
  });

  it('tell the proof where to begin, and the proof tells what it is', async () => {
    const [, newest] = await seals();
    await prove('full');
    const proof = await prove('incremental');
    expect(proof).toMatchObject({
      ok: true,
      kind: 'incremental',
      sealed_on: newest?.business_date,
      full_proved_at: expect.any(String),
      not_read: expect.stringContaining(`up to the end of ${newest?.business_date ?? ''}`),
    });
    expect(proof.age_seconds).toBeLessThan(60);
    expect(await prove('full')).toMatchObject({ ok: true, kind: 'full', not_read: null });
  });

  it('let the incremental proof see whatever was written since, also about what was before', async () => {
    must(
      200,
      await sandbox.staff.api.post(`/api/payments/${String(oldPayment.id)}/reverse/`, {
        reason: 'It bounced.',
      }),
    );
    const backdated = { loan: old.id, amount: '20.00', value_date: daysAfter(await sandbox.today(), -1) };
    must(201, await sandbox.staff.api.post('/api/payments/', backdated));
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '10.00' }));
    expect(await names('incremental')).toEqual([]);
    expect(await names('full')).toEqual([]);
  });

  it.each([
    [
      'an old row of a loan that something was written for',
      () => `UPDATE journal SET amount = amount + 1 WHERE loan_id = '${old.id}' AND kind = 'disbursement'`,
      () => `UPDATE journal SET amount = amount - 1 WHERE loan_id = '${old.id}' AND kind = 'disbursement'`,
      ['claims_match_principal', 'journal_immutable', 'seals_hold'],
      true,
    ],
    [
      'the balance of a provider whom nothing was written for',
      () =>
        'UPDATE providers SET wallet_amount = wallet_amount + 1 WHERE id = (SELECT min(id::text)::uuid FROM providers)',
      () =>
        'UPDATE providers SET wallet_amount = wallet_amount - 1 WHERE id = (SELECT min(id::text)::uuid FROM providers)',
      ['provider_wallet', 'trial_balance'],
      true,
    ],
    [
      'when a row of the newest sealed date was written',
      () =>
        `UPDATE journal SET posted_at = posted_at + interval '1 s' WHERE payment_id IN (SELECT id FROM payments WHERE loan_id = '${old.id}' AND amount = 5000)`,
      () =>
        `UPDATE journal SET posted_at = posted_at - interval '1 s' WHERE payment_id IN (SELECT id FROM payments WHERE loan_id = '${old.id}' AND amount = 5000)`,
      ['seals_hold'],
      true,
    ],
    [
      'an old row of a loan that nothing was written for, which only a full proof sees',
      () =>
        `UPDATE journal SET amount = amount + 1 WHERE loan_id = '${untouched.id}' AND kind = 'disbursement'`,
      () =>
        `UPDATE journal SET amount = amount - 1 WHERE loan_id = '${untouched.id}' AND kind = 'disbursement'`,
      ['claims_match_principal', 'journal_immutable', 'seals_hold'],
      false,
    ],
    [
      'a row that names nothing, before the seal, which only a full proof sees',
      () => `INSERT INTO journal (id, posted_at, business_date, kind, debit_account, credit_account, credit_owner, amount, currency, loan_id, payment_id, entry_no)
             VALUES ('${untouched.id}', now(), current_date, 'principal_repayment', 'cash', 'loan_principal', '${untouched.id}', 5, 'USD', '${untouched.id}', '${untouched.id}', 1)`,
      () => `DELETE FROM journal WHERE id = '${untouched.id}'`,
      ['claims_match_principal', 'journal_immutable', 'seals_hold'],
      false,
    ],
  ])('notice %s', async (_, change, back, red, isSeen) => {
    await tampered(change(), back(), async () => {
      expect(await names('full')).toEqual(expect.arrayContaining(red));
      expect(await names('incremental')).toEqual(isSeen ? expect.arrayContaining(red) : []);
    });
    expect(await names('full')).toEqual([]);
    expect(await names('incremental')).toEqual([]);
  });

  it('are not written while the books are wrong, and cover all that is over once they are right', async () => {
    const before = await seals();
    const change = 'UPDATE providers SET fund_amount = fund_amount';
    await app.database.tamper(`${change} + 1 WHERE id = '${provider.id}'`);
    await closeADay();
    await until(() => `${app.output()}${other.output()}`.includes('the books are wrong'));
    expect(await seals()).toEqual(before);
    await app.database.tamper(`${change} - 1 WHERE id = '${provider.id}'`);
    await sealADay();
    // One seal covers both dates, unless the other instance, which had not looked yet, was quick.
    expect((await seals()).length).toBeGreaterThan(before.length);
    // Also a date on which nothing was written.
    await sealADay();
    expect(await names('incremental')).toEqual([]);
    expect(await names('full')).toEqual([]);
  });

  it('begin with a full proof in a database of before there were seals', async () => {
    await app.database.tamper('DELETE FROM seals');
    await app.database.tamper('DELETE FROM sealed_balances');
    await app.database.tamper('UPDATE business_dates SET entries_before = NULL');
    expect(await prove('incremental')).toMatchObject({ ok: true, kind: 'full', sealed_on: null });
    await sealADay();
    const [only, ...more] = await seals();
    expect(more).toEqual([]);
    const [journal] = await app.database.rows('SELECT count(*) AS count FROM journal');
    expect(only?.row_count).toBe(journal?.count);
    expect(await names('incremental')).toEqual([]);
    expect(await names('full')).toEqual([]);
  });

  it('leave no proof red that runs while others lend, pay and reverse, and while a date ends', async () => {
    const customers = await Promise.all(Array.from({ length: 6 }, () => makeCustomer(app)));
    const kinds = ['full', 'incremental'] as const;
    const found = { full: [] as string[][], incremental: [] as string[][] };
    const isProvedOften = () => kinds.every((kind) => found[kind].length > 2);
    let isOver = false;
    const work = async ({ id, role }: Actor, nr: number) => {
      const api = (nr % 2 === 0 ? app : other).as({ id, role });
      for (let round = 0; round < 8 || !isProvedOften(); round++) {
        must(200, await provider.api.post('/api/providers/add_funds/', { amount: '300.00' }));
        const loan = must(201, await api.post('/api/loans/', { amount: '300.00' })) as { id: string };
        const payment = must(201, await api.post('/api/payments/', { loan: loan.id, amount: '40.00' })) as {
          id: string;
        };
        if (round % 3 === 0) {
          const reverse = `/api/payments/${payment.id}/reverse/`;
          must(200, await sandbox.staff.api.post(reverse, { reason: 'It bounced.' }));
        }
        if (round === 4 && nr === 0) await closeADay();
      }
    };
    const proofs = kinds.map(async (kind) => {
      while (!isOver) found[kind].push(await names(kind));
    });
    await Promise.all(customers.map(work));
    isOver = true;
    await Promise.all(proofs);
    for (const kind of kinds) {
      expect(found[kind].length).toBeGreaterThan(2);
      expect(found[kind].flat()).toEqual([]);
    }
    await sealADay();
    expect(await names('full')).toEqual([]);
    expect(await names('incremental')).toEqual([]);
  });
});
