import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCOUNTS, PLAN } from '../../src/ledger/accounts.js';
import { POSTING_KINDS } from '../../src/ledger/postings.js';
import { startApp, type TestApp } from '../support/app.js';
import { makeStaff, must } from '../support/make.js';
import { everyPosting, exampleJournal } from './ledger-examples.js';
import { readText, rowsBelow } from './texts.js';

const DOCUMENT = readText('docs/ledger.md');
const bare = (cell = '') => cell.replaceAll('`', '');

describe('the document of the ledger', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  it('has every account of the code, and none else', () => {
    const owners = { none: 'the bank', loan: 'a loan', provider: 'provider', customer: 'customer' };
    expect(rowsBelow(DOCUMENT, 'Accounts').map(([name, side, owner]) => [bare(name), side, owner])).toEqual(
      ACCOUNTS.map((name) => [name, PLAN[name].side, owners[PLAN[name].owner]]),
    );
  });

  it('has every kind of posting with the accounts that it moves, and none else', () => {
    const described = rowsBelow(DOCUMENT, 'Postings').map(([, kind, debit, credit]) =>
      [kind, debit, credit].map(bare).join(' '),
    );
    const posted = everyPosting().map(({ kind, debit, credit }) => `${kind} ${debit[0]} ${credit[0]}`);
    expect(described).toEqual([...new Set(described)]);
    expect(described.toSorted()).toEqual([...new Set(posted)].sort());
    expect(new Set(described.map((row) => row.split(' ')[0]))).toEqual(new Set(POSTING_KINDS));
  });

  it('shows the rows that the code posts', () => {
    expect(/```text\n([^`]*)\n```/.exec(DOCUMENT)?.[1]).toBe(exampleJournal());
  });

  it('has every check of the proof, and none else', async () => {
    const staff = await makeStaff(app);
    const { checks } = must(200, await staff.api.get('/api/ledger/proof/')) as { checks: { name: string }[] };
    const described = rowsBelow(DOCUMENT, 'Invariants').map(([name]) => bare(name));
    expect(described.toSorted()).toEqual(checks.map(({ name }) => name).sort());
  });
});
