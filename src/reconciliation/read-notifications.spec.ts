import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readStatements } from './read-statements.js';
import type { Statement } from './statement.js';

const file = (name: string) =>
  readFileSync(new URL(`../../test/reconciliation/files/${name}`, import.meta.url));

describe('notifications of a bank', () => {
  it.each(['camt.053.001.02.xml', 'camt.053.001.08.xml'] as const)(
    'reads the same lines from a notification (camt.054) as from %s, without balances',
    (name) => {
      const statement = readStatements(file(name))[0] as Statement;
      const text = file(name)
        .toString('latin1')
        .replaceAll('BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn')
        .replaceAll('Stmt>', 'Ntfctn>')
        .replaceAll('camt.053', 'camt.054')
        .replace(/<Bal>[\s\S]*<\/Bal>/, '');
      const [notification, ...others] = readStatements(Buffer.from(text, 'latin1'));
      expect(others).toEqual([]);
      expect(notification).toMatchObject({
        account: statement.account,
        currency: statement.currency,
        opening: null,
        closing: null,
        lines: statement.lines,
      });
    },
  );

  it('refuses a notification without account or with a document type', () => {
    const notification = (head: string, inside: string) =>
      Buffer.from(
        `${head}<Document><BkToCstmrDbtCdtNtfctn><Ntfctn>${inside}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`,
      );
    const nobody = notification('', '<Acct><Ccy>EUR</Ccy></Acct><CreDtTm>2026-11-03T10:00:00</CreDtTm>');
    expect(() => readStatements(nobody)).toThrow('Notification 1: it names no account.');
    expect(() => readStatements(notification('<!DOCTYPE x>', ''))).toThrow('a document type is not accepted');
  });
});
