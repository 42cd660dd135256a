import { Injectable } from '@nestjs/common';
import { shownRowsOf } from '../database/entity-columns.js';
import { Replicas } from '../database/replicas.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { BankAccount } from './bank-account.entity.js';
import {
  SHOWN_OF_ACCOUNT,
  toBankAccountResponse,
  type BankAccountResponse,
  type BankAccountsQuery,
} from './bank-accounts.dto.js';
import { BankStatement } from './bank-statement.entity.js';
import { StatementLineRow } from './statement-line.entity.js';
import {
  SHOWN_OF_LINE,
  toLineResponse,
  toStatementResponse,
  type BankStatementResponse,
  type StatementLineResponse,
  type StatementLinesQuery,
  type StatementsQuery,
} from './statements.dto.js';

const accounts = shownRowsOf(BankAccount, 'a', SHOWN_OF_ACCOUNT);
const statements = shownRowsOf(BankStatement, 's').and<{ currency: string; openLines: number }>(
  {
    currency: 'a.currency',
    openLines:
      "(SELECT count(*)::int FROM statement_lines l WHERE l.statement_id = s.id AND l.state = 'open')",
  },
  'JOIN bank_accounts a ON a.id = s.account_id',
);
/** Lines `l` of statements, with the currency of their account `a`. */
export const statementLines = shownRowsOf(StatementLineRow, 'l', SHOWN_OF_LINE).and<{ currency: string }>(
  { currency: 'a.currency' },
  'JOIN bank_accounts a ON a.id = l.account_id',
);

@Injectable()
export class StatementQueries {
  constructor(private readonly db: Replicas) {}

  accounts(query: BankAccountsQuery, url: string): Promise<Page<BankAccountResponse>> {
    const exactCount = query.count === 'exact';
    return readPage(this.db, accounts, { where: [], query, url, exactCount }, toBankAccountResponse);
  }

  statements(query: StatementsQuery, url: string): Promise<Page<BankStatementResponse>> {
    const where = conditions({ 's.account_id = $?': query.account });
    const exactCount = query.count === 'exact';
    return readPage(this.db, statements, { where, query, url, exactCount }, toStatementResponse);
  }

  /** Throws `bank_statement_not_found`. */
  async statement(id: string): Promise<BankStatementResponse> {
    const [row] = await statements.find(this.db, 'WHERE s.id = $1', [id]);
    if (!row) throw new DomainError('bank_statement_not_found', `There is no bank statement ${id}.`);
    return toStatementResponse(row);
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
    const where = conditions({ 'l.statement_id = $?': statementId, 'l.state = $?': query.state });
    const exactCount = query.count === 'exact';
    return readPage(this.db, statementLines, { where, query, url, exactCount }, toLineResponse);
  }

  /** Throws `statement_line_not_found`. */
  async line(id: string): Promise<StatementLineResponse> {
    const [line] = await statementLines.find(this.db, 'WHERE l.id = $1', [id]);
    if (!line) throw new DomainError('statement_line_not_found', `There is no statement line ${id}.`);
    return toLineResponse(line);
  }
}
