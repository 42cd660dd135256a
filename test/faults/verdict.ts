import type { TestDatabase } from '../support/database.js';
import { must, type Actor } from '../support/make.js';
import type { Command } from './commands.js';

/** What clients were told against what there is, each as the marks of commands. */
export interface Verdict {
  /** Acknowledged, and not there. */
  lost: string[];
  /** There more often than it was acknowledged or may have been done. */
  doubled: string[];
}

/**
 * Several commands may have one mark (a payment can be reversed once only): those that were acknowledged have an effect
 * each, those whose outcome nobody knows one at most, and those that were refused none.
 */
export function judge(commands: readonly Command[], effects: ReadonlyMap<string, number>): Verdict {
  const least = new Map<string, number>();
  const most = new Map<string, number>();
  const add = (to: Map<string, number>, mark: string, count: number) =>
    to.set(mark, (to.get(mark) ?? 0) + count);
  for (const { mark, answer } of commands) {
    const isAcknowledged = answer !== null && answer.status < 300;
    add(least, mark, isAcknowledged ? 1 : 0);
    add(most, mark, isAcknowledged || answer === null ? 1 : 0);
  }
  const marks = [...least.keys()];
  return {
    lost: marks.filter((mark) => (effects.get(mark) ?? 0) < (least.get(mark) ?? 0)),
    doubled: [...effects.keys()].filter((mark) => (effects.get(mark) ?? 0) > (most.get(mark) ?? 0)),
  };
}

/** The effects of commands, as rows tell them. */
export async function effectsInDatabase(database: TestDatabase): Promise<Map<string, number>> {
  const money = (column: string) => `trim(to_char(${column} / 100.0, '999999999990.00'))`;
  return counted(
    await database.rows<{ mark: string }>(`
      SELECT concat_ws(' ', 'borrow', customer_id, ${money('amount')}) AS mark FROM loans
      UNION ALL
      SELECT concat_ws(' ', 'pay', loan_id, ${money('amount')}) FROM payments
      UNION ALL
      SELECT concat_ws(' ', 'reverse', payment_id) FROM payment_reversals
      UNION ALL
      SELECT concat_ws(' ', 'write_off', loan_id) FROM write_offs
      UNION ALL
      SELECT concat_ws(' ', CASE kind WHEN 'deposit' THEN 'add_funds' WHEN 'withdrawal' THEN 'withdraw' ELSE 'reinvest' END,
                       CASE kind WHEN 'withdrawal' THEN debit_owner ELSE credit_owner END, ${money('amount')})
      FROM journal WHERE kind IN ('deposit', 'withdrawal', 'reinvestment')`),
  );
}

/** The same as the API tells them to staff, of what it lists. */
export async function effectsInApi(staff: Actor): Promise<Map<string, number>> {
  const loans = await all<{ customer: string; amount: string }>(staff, '/api/loans/?limit=100');
  const payments = await all<{ loan: string; amount: string }>(staff, '/api/payments/?limit=100');
  return counted([
    ...loans.map(({ customer, amount }) => ({ mark: `borrow ${customer} ${amount}` })),
    ...payments.map(({ loan, amount }) => ({ mark: `pay ${loan} ${amount}` })),
  ]);
}

async function all<T>(staff: Actor, path: string): Promise<T[]> {
  const rows: T[] = [];
  for (let next: string | null = path; next !== null;) {
    const page = must(200, await staff.api.get(next)) as { results: T[]; next: string | null };
    rows.push(...page.results);
    next = page.next;
  }
  return rows;
}

function counted(rows: readonly { mark: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { mark } of rows) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return counts;
}
