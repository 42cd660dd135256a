import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../support/app.js';
import { newestLines, openBankAccount, statementOf } from '../support/bank.js';
import { startCli } from '../support/cli.js';
import { makeStaff, type Actor } from '../support/make.js';

describe('statement-import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'statements-'));
  let app: TestApp;
  let staff: Actor;
  let account: string;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    const opened = await openBankAccount(app, staff);
    account = opened.id;
    writeFileSync(
      join(folder, 'ours.xml'),
      statementOf(opened.today, '1000.00', [{ amount: '87.50' }, { amount: '-4.90' }]),
    );
    writeFileSync(
      join(folder, 'other.xml'),
      statementOf(opened.today, '1000.00', [], 'DE02120300000000202051'),
    );
    writeFileSync(join(folder, 'letter.txt'), 'Dear Sir');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await app.stop();
  });

  const cli = (args: string) => startCli(app.database.url, args).ended;

  it('finds the account that the file names, and books its lines once', async () => {
    const first = await cli(`statement-import ${join(folder, 'ours.xml')}`);
    expect(first).toMatchObject({ code: 0, out: '2 lines, 2 new, 0 matched, 0 suggested, 2 open.\n' });
    expect((await newestLines(staff, account)).map(({ amount }) => amount)).toEqual(['87.50', '-4.90']);
    const again = await cli(`statement-import ${join(folder, 'ours.xml')} --account ${account} --json`);
    expect(again.code).toBe(0);
    expect(again.json()).toEqual({ lines: 2, new: 0, matched: 0, suggested: 0, open: 0, again: true });
  });

  it.each([
    ['missing.xml', 'cannot be read'],
    ['letter.txt', 'it is no XML (camt.053, camt.054), and as MT940 it has no line :20:'],
    ['other.xml', 'There is no bank account DE02120300000000202051.'],
    ['ours.xml --account 1', 'There is no bank account 1.'],
  ])('refuses %s', async (args, words) => {
    const { code, err, out } = await cli(`statement-import ${join(folder, args)}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });
});
