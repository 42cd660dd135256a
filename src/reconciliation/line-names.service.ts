import { Injectable } from '@nestjs/common';
import { updateRows } from '../database/rows.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { invalidFields } from '../http/validation.js';
import { DomainError } from '../runtime/problems.js';
import { lineIn, lockLines } from './line-changes.js';
import type { RedactLinesDto, RedactedLinesResponse } from './line-names.dto.js';
import { StatementLineRow } from './statement-line.entity.js';

/** The lines that transfers, loans or deposits of a customer or provider explain now. */
const LINES_OF = `SELECT l.id FROM statement_lines l JOIN line_matches m ON m.line_id = l.id AND m.revision = l.revision
  WHERE l.state <> 'open' AND (m.transfer_id IN (SELECT t.id FROM transfers t WHERE t.party_id = $1)
    OR m.provider_id = $1 OR m.loan_id IN (SELECT n.id FROM loans n WHERE n.customer_id = $1))`;

/** Names and texts that banks tell of people: what is asked of the bank to be forgotten, once it is not needed. */
@Injectable()
export class LineNames {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Empties, for good, who paid and what for of explained lines: of those of a customer or provider, or of named ones.
   * Dates, amounts and references stay, and so does what tells a line from others, so that no file brings it again.
   * Repeated, it changes nothing. Throws `user_not_found`, `statement_line_not_found`, and `line_state` for a named line
   * that nobody has explained. Locks the lines.
   */
  async redact({ party, lines = [] }: RedactLinesDto, by: Actor): Promise<RedactedLinesResponse> {
    if ((party === undefined) === (lines.length === 0)) {
      const message = 'Send either party or lines.';
      throw invalidFields([{ field: party === undefined ? 'party' : 'lines', code: 'either', message }]);
    }
    const redacted = await this.transactions.run(async (tx) => {
      const found =
        party === undefined ? await namedLines(tx, lines) : await linesOf(tx, party.toLowerCase());
      const told = found.filter(({ counterparty, remittance }) => counterparty !== null || remittance !== '');
      for (const line of told) Object.assign(line, { counterparty: null, remittance: '' });
      if (told.length > 0) updateRows(tx, StatementLineRow, told, ['counterparty', 'remittance']);
      return told.map(({ id }) => id);
    });
    if (redacted.length > 0) {
      const on = party === undefined ? { type: 'statement_lines' } : { type: 'user', id: party };
      const facts = { count: redacted.length, ...(party === undefined && { lines: redacted.join(' ') }) };
      this.audit.record({ action: 'statement_lines.redact', by, on, facts });
    }
    return { redacted: redacted.length };
  }
}

async function namedLines(tx: Tx, ids: readonly string[]): Promise<StatementLineRow[]> {
  const named = [...new Set(ids.map((id) => id.toLowerCase()))];
  const locked = await lockLines(tx, named);
  return named.map((id) => {
    const line = lineIn(locked, id);
    if (line.state !== 'open') return line;
    throw new DomainError('line_state', 'Nobody has explained the line: its text says whose it may be.', {
      state: line.state,
    });
  });
}

async function linesOf(tx: Tx, party: string): Promise<StatementLineRow[]> {
  const users: object[] = await tx.query('SELECT 1 FROM users u WHERE u.id = $1', [party]);
  if (users.length === 0) throw new DomainError('user_not_found', `There is no user ${party}.`);
  const read = async () => {
    const rows: { id: string }[] = await tx.query(LINES_OF, [party]);
    return new Set(rows.map(({ id }) => id));
  };
  const locked = await lockLines(tx, [...(await read())]);
  // What was taken back before the lock is nobody's.
  const still = await read();
  return [...locked.values()].filter(({ id }) => still.has(id));
}
