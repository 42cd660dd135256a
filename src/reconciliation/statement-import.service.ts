import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows } from '../database/rows.js';
import { PATIENT, pipelined, Transactions, type Tx } from '../database/transactions.js';
import { Ledger } from '../ledger/ledger.service.js';
import { postStatementLine } from '../ledger/transfer-postings.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { BankAccount } from './bank-account.entity.js';
import { BankStatement } from './bank-statement.entity.js';
import { fingerprinted, type Fingerprinted } from './fingerprints.js';
import { GatewayLines } from './gateway-lines.service.js';
import { MatchFactsReader } from './match-facts.js';
import { proposeMatches } from './matcher.js';
import { toldUntilOf, withoutNotified } from './notified-lines.js';
import { readCsvStatement } from './csv-statement.js';
import { decode, readStatements } from './read-statements.js';
import { assertNoGap, assertNotAhead, assertOf, plain, type FoundStatement } from './statement-checks.js';
import { StatementLineRow } from './statement-line.entity.js';
import { unreadable, type Statement } from './statement.js';
import type { ImportedResponse } from './statements.dto.js';

/** By id, or by number as `plain` writes it. */
const lockAccounts = rowsOf(
  BankAccount,
  'a',
  `WHERE a.id::text = $1 OR upper(regexp_replace(a.number, '[^a-zA-Z0-9]', '', 'g')) = $2
   ORDER BY a.id FOR NO KEY UPDATE`,
);

export interface Imported extends ImportedResponse {
  /** The same file was read before: nothing is new. */
  again: boolean;
}

@Injectable()
export class StatementImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly facts: MatchFactsReader,
    private readonly payouts: GatewayLines,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads a file of statements of one account and books each line that is not in the books yet: against `unidentified`,
   * until it is explained. Lines that say what they are wait for the worker, which books them. All of the
   * file or nothing: refuses `bank_account_not_found`, `statement_not_readable`, `statement_account_unknown`,
   * `statement_currency` and `statement_gap`. The account is given by id or number, or (null) named by the file, which CSV
   * does not. `by` is null at the command line. Locks the account.
   */
  async import(
    file: Buffer,
    { account, isCsv }: { account: string | null; isCsv: boolean },
    by: string | null,
  ): Promise<Imported> {
    const told = isCsv ? null : readStatements(file);
    const sha256 = createHash('sha256').update(file).digest('hex');
    return this.transactions.run(async (tx) => {
      const named = account ?? told?.[0]?.account;
      if (named === undefined) {
        throw unreadable('File', 'a CSV file does not name its account: say which it is (account)');
      }
      const [today, found] = await pipelined([this.clock.today(tx), lockAccount(tx, named)]);
      return this.book(tx, today, found, { statements: told ?? [csvStatementIn(file, found)], sha256 }, by);
    }, PATIENT);
  }

  private async book(
    tx: Tx,
    today: string,
    account: BankAccount,
    { statements, sha256: fileSha256 }: { statements: readonly Statement[]; sha256: string },
    by: string | null,
  ): Promise<Imported> {
    for (const statement of statements) assertOf(account, statement);
    assertNotAhead(statements, today, this.clock.now());
    const lineCount = statements.reduce((sum, { lines }) => sum + lines.length, 0);
    const known: object[] = await tx.query(
      'SELECT 1 FROM bank_statements s WHERE s.account_id = $1 AND s.file_sha256 = $2 LIMIT 1',
      [account.id, fileSha256],
    );
    if (known.length > 0) return { again: true, lines: lineCount, new: 0, matched: 0, suggested: 0, open: 0 };
    const inFile = fingerprinted(statements.map(({ lines }) => lines));
    const [unknown, toldUntil] = await pipelined([
      withoutKnown(tx, account, inFile),
      toldUntilOf(tx, account.id),
    ]);
    const fresh = await withoutNotified(
      tx,
      account.id,
      statements.map(({ closing }, index) => ({ closing, lines: unknown[index] ?? [] })),
      new Set(inFile.flat().map(({ fingerprint }) => fingerprint)),
      toldUntil,
    );
    const importedAt = this.clock.now();
    const found = statements.map((statement, index): FoundStatement => {
      const lines = fresh[index] ?? [];
      const { number, opening, closing } = statement;
      const row = {
        id: newId(),
        accountId: account.id,
        fileSha256,
        place: index + 1,
        number,
        fromOn: statement.from,
        toOn: statement.to,
        opening,
        closing,
        lines: statement.lines.length,
        newLines: lines.length,
        importedBy: by,
        importedAt,
      };
      return { statement, row, lines };
    });
    await assertNoGap(tx, account, found, toldUntil);
    const rows = await this.proposed(tx, account, found, importedAt);
    insertRows(
      tx,
      BankStatement,
      found.map(({ row }) => row),
    );
    insertRows(tx, StatementLineRow, rows);
    this.ledger.post(
      tx,
      today,
      rows.flatMap(({ id, amount }) =>
        postStatementLine({ causeId: id, currency: account.currency }, account.id, amount),
      ),
    );
    const count = (certainty: StatementLineRow['certainty']) =>
      rows.filter((row) => row.certainty === certainty).length;
    const [matched, suggested, open] = [count('exact'), count('suggested'), count(null)];
    return { again: false, lines: lineCount, new: rows.length, matched, suggested, open };
  }

  /** The rows of the new lines, each with what it may be. What is exact is due for the worker at once. */
  private async proposed(
    tx: Tx,
    account: BankAccount,
    found: readonly FoundStatement[],
    now: Date,
  ): Promise<StatementLineRow[]> {
    const lines = found.flatMap(({ row, lines }) =>
      lines.map((line, index) => ({ ...line, row, nr: index + 1 })),
    );
    const read = lines.map(({ line }) => line);
    const proposals = proposeMatches(read, await this.facts.of(tx, read, account));
    return lines.map(({ line, row, nr, fingerprint, occurrence }, index) => {
      const proposal = proposals[index] ?? null;
      // Of others that name a gateway, it is asked: its payouts have numbers of the banks.
      const isDue = proposal?.certainty === 'exact' || this.payouts.areAskedOf(account.gateways, line);
      return {
        id: newId(),
        statementId: row.id,
        accountId: account.id,
        nr,
        ...line,
        fingerprint,
        occurrence,
        state: 'open',
        certainty: proposal?.certainty ?? null,
        proposed: proposal?.explanations ?? [],
        revision: 0,
        problem: null,
        nextAttemptAt: isDue ? now : null,
        leasedUntil: null,
        lease: null,
        attempts: 0,
      };
    });
  }
}

/** The statement in a CSV file, by the format of its account. Throws `statement_not_readable`. */
function csvStatementIn(file: Buffer, { csvFormat, ...account }: BankAccount): Statement {
  if (csvFormat) return readCsvStatement(decode(file), { ...account, csvFormat });
  throw unreadable('File', 'how the CSV files of this account are written was never set (csv_format)');
}

/** Locks the account with this id or number. Throws `bank_account_not_found`. */
async function lockAccount(tx: Tx, idOrNumber: string): Promise<BankAccount> {
  const [account] = await lockAccounts(tx, idOrNumber.toLowerCase(), plain(idOrNumber));
  if (!account) throw new DomainError('bank_account_not_found', `There is no bank account ${idOrNumber}.`);
  return account;
}

/** The lines of each statement that are not in the books: those that occur more often in the file than there. */
async function withoutKnown(
  tx: Tx,
  { id }: BankAccount,
  statements: Fingerprinted[][],
): Promise<Fingerprinted[][]> {
  const rows: { fingerprint: string; known: number }[] = await tx.query(
    `SELECT l.fingerprint, max(l.occurrence) AS known FROM statement_lines l
     WHERE l.account_id = $1 AND l.fingerprint = ANY($2::text[]) GROUP BY l.fingerprint`,
    [id, [...new Set(statements.flat().map(({ fingerprint }) => fingerprint))]],
  );
  const known = new Map(rows.map((row) => [row.fingerprint, row.known]));
  return statements.map((lines) =>
    lines.filter(({ fingerprint, occurrence }) => occurrence > (known.get(fingerprint) ?? 0)),
  );
}
