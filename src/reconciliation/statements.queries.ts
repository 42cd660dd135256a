import { Injectable } from '@nestjs/common';
import { Replicas } from '../database/replicas.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import {
  toBankAccountResponse,
  type BankAccountResponse,
  type BankAccountsQuery,
  type ShownBankAccount,
} from './bank-accounts.dto.js';
import {
  toLineResponse,
  toStatementResponse,
  type BankStatementResponse,
  type LineRow,
  type StatementLineResponse,
  type StatementLinesQuery,
  type StatementRow,
  type StatementsQuery,
} from './statements.dto.js';

const ACCOUNT = `a.id, a.name, a.number, a.currency, a.opening_balance AS "openingBalance", a.opened_on AS "openedOn",
  a.gateways, a.created_at AS "createdAt"`;
const STATEMENT = `s.id, s.account_id, s.number, s.from_on, s.to_on, s.opening, s.closing, a.currency, s.lines, s.new_lines,
  (SELECT count(*)::int FROM statement_lines l WHERE l.statement_id = s.id AND l.state = 'open') AS open_lines,
  s.imported_at, s.imported_by`;
/** What is shown of a line `l` of an account `a`. */
export const LINE = `l.id, l.statement_id, l.account_id, l.nr, l.amount, a.currency, l.booked_on, l.value_on,
  l.end_to_end_id, l.bank_ref, l.counterparty, l.remittance, l.state, l.certainty, l.proposed, l.problem`;

@Injectable()
export class StatementQueries {
  constructor(private readonly db: Replicas) {}

  accounts(query: BankAccountsQuery, url: string): Promise<Page<BankAccountResponse>> {
    return readPage(
      this.db,
      {
        columns: ACCOUNT,
        from: 'bank_accounts a',
        id: 'a.id',
        where: [],
        query,
        url,
        exactCount: query.count === 'exact',
      },
      (row: ShownBankAccount) => toBankAccountResponse(row),
    );
  }

  statements(query: StatementsQuery, url: string): Promise<Page<BankStatementResponse>> {
    return readPage(
      this.db,
      {
        columns: STATEMENT,
        from: 'bank_statements s JOIN bank_accounts a ON a.id = s.account_id',
        id: 's.id',
        where: conditions({ 's.account_id = $?': query.account }),
        query,
        url,
        exactCount: query.count === 'exact',
      },
      (row: StatementRow) => toStatementResponse(row),
    );
  }

  /** The lines of a statement that it brought, in its order. Throws `bank_statement_not_found`. */
  async lines(
    statementId: string,
    query: StatementLinesQuery,
    url: string,
  ): Promise<Page<StatementLineResponse>> {
    const found: object[] = await this.db.query('SELECT 1 FROM bank_statements s WHERE s.id = $1', [
      statementId,
    ]);
    if (found.length === 0) {
      throw new DomainError('bank_statement_not_found', `There is no bank statement ${statementId}.`);
    }
    return readPage(
      this.db,
      {
        columns: LINE,
        from: 'statement_lines l JOIN bank_accounts a ON a.id = l.account_id',
        id: 'l.id',
        where: conditions({ 'l.statement_id = $?': statementId, 'l.state = $?': query.state }),
        query,
        url,
        exactCount: query.count === 'exact',
      },
      (row: LineRow) => toLineResponse(row),
    );
  }

  /** Throws `statement_line_not_found`. */
  async line(id: string): Promise<StatementLineResponse> {
    const [row]: LineRow[] = await this.db.query(
      `SELECT ${LINE} FROM statement_lines l JOIN bank_accounts a ON a.id = l.account_id WHERE l.id = $1`,
      [id],
    );
    if (!row) throw new DomainError('statement_line_not_found', `There is no statement line ${id}.`);
    return toLineResponse(row);
  }
}
