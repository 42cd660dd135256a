import { lockById } from '../database/entity-columns.js';
import { updateRows } from '../database/rows.js';
import type { Tx } from '../database/transactions.js';
import type { Posting } from '../ledger/postings.js';
import { DomainError } from '../runtime/problems.js';
import { StatementLineRow } from './statement-line.entity.js';

const CHANGING = ['state', 'revision', 'nextAttemptAt', 'lease', 'leasedUntil', 'problem'] as const;

/** Locks lines, ascending by id in one statement. */
export const lockLines = lockById(StatementLineRow);

/** One of the locked lines. Throws `statement_line_not_found`. */
export function lineIn(lines: ReadonlyMap<string, StatementLineRow>, id: string): StatementLineRow {
  const line = lines.get(id);
  if (!line) throw new DomainError('statement_line_not_found', `There is no statement line ${id}.`);
  return line;
}

/** Throws `line_state` for a line that is explained already. */
export function assertOpen({ state }: StatementLineRow): void {
  if (state === 'open') return;
  throw new DomainError('line_state', `The line is ${state} already; take that back first.`, { state });
}

/** Whether a row that a line caused explains it: the others say that its money came or left. */
export function isExplaining({ kind }: Pick<Posting, 'kind'>): boolean {
  return kind !== 'bank_in' && kind !== 'bank_out';
}

/** Opens a line again: its next explanation is another one. In place. */
export function reopen(line: StatementLineRow): void {
  line.revision += 1;
  line.state = 'open';
}

/** Saves changed lines, which are from now on for staff, not for the worker: it has no lease on them, and no hurry. */
export function saveLines(tx: Tx, lines: readonly StatementLineRow[]): void {
  for (const line of lines) Object.assign(line, { nextAttemptAt: null, lease: null, leasedUntil: null });
  updateRows(tx, StatementLineRow, [...lines], CHANGING);
}
