import { Injectable } from '@nestjs/common';
import { shownName } from '../http/filters.js';
import { addDays } from '../lending/dates.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { IS_OPEN } from '../loans/loan.entity.js';
import { ALIKE_DAYS, type DueInstalment, type MatchFacts, type Numbered } from './matcher.js';
import { shortNumbersIn } from './payment-references.js';
import type { StatementLine } from './statement.js';

const NAME = shownName('u');

type Money<T> = { [K in keyof T]: T[K] extends bigint ? string : T[K] };

/** What lines may be: read for all lines of a file at once, in one statement for each kind of thing. */
@Injectable()
export class MatchFactsReader {
  /** Whatever has a number that the lines name, and instalments that are due about then. */
  async of(tx: Tx, lines: readonly StatementLine[], currency: string): Promise<MatchFacts> {
    const [numbers, due] = await pipelined([
      this.numbered(tx, lines, currency),
      this.due(tx, lines, currency),
    ]);
    // What gateways pay out is in cash by then, and a line of it is banked by hand.
    return { transfers: [], numbers, due };
  }

  private async numbered(tx: Tx, lines: readonly StatementLine[], currency: string): Promise<Numbered[]> {
    const incoming = lines.filter(({ amount }) => amount > 0n);
    const numbers = [...new Set(incoming.flatMap(({ remittance }) => shortNumbersIn(remittance)))];
    if (numbers.length === 0) return [];
    return tx.query(
      `SELECT l.number, 'loan' AS kind, l.id, l.customer_id AS "partyId", ARRAY[l.id]::text[] AS loans
       FROM loans l WHERE l.number = ANY($1::int[]) AND l.currency = $2 AND l.status NOT IN ('queued', 'cancelled')
       UNION ALL
       SELECT c.number, 'customer', c.id, c.id, ARRAY(
         SELECT l.id::text FROM loans l WHERE l.customer_id = c.id AND l.currency = $2
           AND (${IS_OPEN} OR l.status = 'written_off') ORDER BY l.id)
       FROM customers c WHERE c.number = ANY($1::int[])
       UNION ALL
       SELECT p.number, 'provider', p.id, p.id, '{}' FROM providers p WHERE p.number = ANY($1::int[])`,
      [numbers, currency],
    );
  }

  private async due(tx: Tx, lines: readonly StatementLine[], currency: string): Promise<DueInstalment[]> {
    const incoming = lines.filter(({ amount }) => amount > 0n);
    const dates = incoming.map(({ bookedOn }) => bookedOn).sort();
    const [first, last] = [dates[0], dates.at(-1)];
    if (first === undefined || last === undefined) return [];
    const rows: Money<DueInstalment>[] = await tx.query(
      `SELECT l.id AS "loanId", ${NAME} AS party, l.next_due_amount::text AS amount, l.next_due_on AS "dueOn"
       FROM loans l JOIN users u ON u.id = l.customer_id
       WHERE ${IS_OPEN} AND l.next_due_on BETWEEN $1::date AND $2::date AND l.next_due_amount = ANY($3::bigint[])
         AND l.currency = $4`,
      [
        addDays(first, -ALIKE_DAYS),
        addDays(last, ALIKE_DAYS),
        [...new Set(incoming.map(({ amount }) => amount.toString()))],
        currency,
      ],
    );
    return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
  }
}
