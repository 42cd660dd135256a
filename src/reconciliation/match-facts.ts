import { Injectable } from '@nestjs/common';
import { bankWaitDays } from '../bank-config/hold-days.js';
import { shownName } from '../http/filters.js';
import { addDays } from '../lending/dates.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { IS_OPEN } from '../loans/loan.entity.js';
import type { BankAccount } from './bank-account.entity.js';
import { GatewayLines } from './gateway-lines.service.js';
import {
  ALIKE_DAYS,
  type AwaitedTransfer,
  type DueInstalment,
  type MatchFacts,
  type Numbered,
} from './matcher.js';
import { shortNumbersIn } from './payment-references.js';
import type { StatementLine } from './statement.js';

const NAME = shownName('u');

type Money<T> = { [K in keyof T]: T[K] extends bigint ? string : T[K] };

const ID = /(?<![\da-f])[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}(?![\da-f])/gi;

/** What may be ids of transfers in the references and the text of a line. */
function transferIdsIn({ endToEndId, bankRef, remittance }: StatementLine): string[] {
  const found = [endToEndId ?? '', bankRef ?? '', remittance].flatMap((text) => text.match(ID) ?? []);
  return found.map((id) =>
    id
      .toLowerCase()
      .replaceAll('-', '')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  );
}

/** What lines may be: read for all lines of a file at once, in one statement for each kind of thing. */
@Injectable()
export class MatchFactsReader {
  constructor(private readonly payouts: GatewayLines) {}

  /** Whatever has a number that the lines name, and instalments that are due about then. */
  async of(
    tx: Tx,
    lines: readonly StatementLine[],
    { currency, gateways }: Pick<BankAccount, 'currency' | 'gateways'>,
  ): Promise<MatchFacts> {
    const waitDays = await bankWaitDays(tx);
    const [transfers, numbers, due] = await pipelined([
      this.awaited(tx, lines, { currency, waitDays }),
      this.numbered(tx, lines, currency),
      this.due(tx, lines, currency),
    ]);
    return { transfers, numbers, due, waitDays, payoutIn: (text) => this.payouts.named(gateways, text) };
  }

  /**
   * What staff have noted and no line has shown yet, and what the bank was told to pay, of these amounts or named by a line;
   * also what it has paid, which may come back by a line that names it.
   */
  private async awaited(
    tx: Tx,
    lines: readonly StatementLine[],
    { currency, waitDays }: { currency: string; waitDays: number },
  ): Promise<AwaitedTransfer[]> {
    const rows: Money<AwaitedTransfer>[] = await tx.query(
      `SELECT t.id, CASE WHEN t.stands = 'gone' THEN 'in' ELSE t.direction END AS direction, t.gateway, t.gateway_ref AS "gatewayRef", (t.amount - t.fee)::text AS arrives,
         t.party_id AS "partyId", coalesce(${NAME}, '') AS party, 
         (t.state = 'review' AND t.failure_code IS DISTINCT FROM 'no_line') AS "isInReview",
         coalesce(t.hold_until - $4::int, t.counts_from)::text AS since
       FROM transfers t LEFT JOIN users u ON u.id = t.party_id
       WHERE t.currency = $1 AND (
         (t.direction = 'in' AND t.gateway = 'bank' AND t.state IN ('succeeded', 'review') AND t.stands = 'credited'
           AND (t.amount = ANY ($2::bigint[]) OR t.id = ANY ($3::uuid[])))
         OR (t.direction = 'out' AND t.gateway = 'bank_file' AND t.state <> 'reserved' AND t.stands = 'promised'
           AND (t.amount = ANY ($5::bigint[]) OR t.id = ANY ($3::uuid[])))
         OR (t.direction = 'out' AND t.gateway = 'bank_file' AND t.stands = 'gone' AND t.id = ANY ($3::uuid[])))
       ORDER BY t.id`,
      [
        currency,
        [...new Set(lines.flatMap(({ amount }) => (amount > 0n ? [amount.toString()] : [])))],
        [...new Set(lines.flatMap(transferIdsIn))],
        waitDays,
        [...new Set(lines.flatMap(({ amount }) => (amount < 0n ? [(-amount).toString()] : [])))],
      ],
    );
    return rows.map((row) => ({ ...row, arrives: BigInt(row.arrives) }));
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
