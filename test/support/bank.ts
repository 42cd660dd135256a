import { readFileSync } from 'node:fs';
import type { TestApp } from './app.js';
import type { Answer } from './http.js';
import { must, type Actor } from './make.js';
import { addDays } from '../../src/lending/dates.js';

export interface FileLine {
  /** Signed, such as "-4.90". */
  amount: string;
  on?: string;
  text?: string;
  name?: string;
  endToEndId?: string;
  ref?: string;
}

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const cents = (amount: string) => Math.round(Number(amount) * 100);
const side = (amount: string) => (amount.startsWith('-') ? 'DBIT' : 'CRDT');
const money = (amount: string) => amount.replace('-', '');
export const NUMBER = 'DE89370400440532013000';

/** A camt.053 statement in dollars, whose closing balance follows from its lines. */
export function statementOf(
  on: string,
  opening: string,
  lines: readonly FileLine[],
  number = NUMBER,
): string {
  const closing = (lines.reduce((sum, { amount }) => sum + cents(amount), cents(opening)) / 100).toFixed(2);
  const balance = (code: string, amount: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="USD">${money(amount)}</Amt>` +
    `<CdtDbtInd>${side(amount)}</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`;
  const entries = lines.map(({ amount, on: bookedOn = on, text = '', name, endToEndId, ref }) => {
    const party = amount.startsWith('-') ? 'Cdtr' : 'Dbtr';
    return (
      `<Ntry><Amt Ccy="USD">${money(amount)}</Amt><CdtDbtInd>${side(amount)}</CdtDbtInd><Sts>BOOK</Sts>` +
      `<BookgDt><Dt>${bookedOn}</Dt></BookgDt><ValDt><Dt>${bookedOn}</Dt></ValDt>` +
      (ref === undefined ? '' : `<AcctSvcrRef>${xml(ref)}</AcctSvcrRef>`) +
      '<NtryDtls><TxDtls>' +
      (endToEndId === undefined ? '' : `<Refs><EndToEndId>${xml(endToEndId)}</EndToEndId></Refs>`) +
      (name === undefined ? '' : `<RltdPties><${party}><Nm>${xml(name)}</Nm></${party}></RltdPties>`) +
      `<RmtInf><Ustrd>${xml(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
    );
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>' +
    `<Stmt><Id>1</Id><Acct><Id><IBAN>${number}</IBAN></Id></Acct>${balance('PRCD', opening)}${balance('CLBD', closing)}` +
    `${entries.join('')}</Stmt></BkToCstmrStmt></Document>`
  );
}

/** One of the files of banks in test/reconciliation/files. */
export function bankFile(name: string): string {
  return readFileSync(new URL(`../reconciliation/files/${name}`, import.meta.url), 'latin1');
}

/** As `openAccount`, where customers and providers go on saying themselves what they pay. */
export async function openBankAccount(
  app: TestApp,
  staff: Actor,
  options: Parameters<typeof openAccount>[2] = {},
): Promise<{ id: string; today: string }> {
  await believeEverybody(staff);
  return openAccount(app, staff, options);
}

/** Customers and providers go on saying themselves what they pay, though real money can come another way. */
export async function believeEverybody(staff: Actor): Promise<void> {
  const trusting = { direct_payments: 'everyone', direct_deposits: true };
  must(200, await staff.api.patch('/api/bank_configuration/', trusting));
}

/** Opens a bank account in which money lay `daysAgo`; answers its id and the business date. */
export async function openAccount(
  app: TestApp,
  staff: Actor,
  { balance = '1000.00', number = NUMBER, daysAgo = 30, gateways = [] as string[] } = {},
): Promise<{ id: string; today: string }> {
  const [row] = await app.database.rows<{ date: string }>(
    'SELECT max(business_date)::text AS date FROM business_dates',
  );
  const today = row?.date ?? '';
  const account = must(
    201,
    await staff.api.post('/api/bank_accounts/', {
      name: 'Current account',
      number,
      opening_balance: balance,
      opened_on: addDays(today, -daysAgo),
      gateways,
    }),
  ) as { id: string };
  return { id: account.id, today };
}

export function importStatement(
  staff: Actor,
  account: string,
  file: string,
  type = 'text/xml',
): Promise<Answer> {
  return staff.api.post(`/api/bank_statements/?account=${account}`, file, { 'content-type': type });
}

interface Line {
  id: string;
  nr: number;
  amount: string;
  state: string;
  certainty: string | null;
  proposed: object[];
  remittance: string;
  problem: string | null;
}

/** The lines that came with the newest statement of an account, in its order. */
export async function newestLines(staff: Actor, account: string): Promise<Line[]> {
  const { results } = must(200, await staff.api.get(`/api/bank_statements/?account=${account}&limit=1`)) as {
    results: { id: string }[];
  };
  const path = `/api/bank_statements/${results[0]?.id ?? ''}/lines/?ordering=created_at&limit=100`;
  return (must(200, await staff.api.get(path)) as { results: Line[] }).results;
}

/** A line that has this amount, of the newest statement. */
export async function lineOf(staff: Actor, account: string, amount: string): Promise<Line> {
  const found = (await newestLines(staff, account)).find((line) => line.amount === amount);
  if (!found) throw new Error(`there is no line of ${amount}`);
  return found;
}
