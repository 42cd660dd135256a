import { Injectable } from '@nestjs/common';
import { outcomeOf } from '../commands/batcher.js';
import { rowsOf } from '../database/entity-columns.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { isBroughtAlone } from '../gateways/transfer-books.service.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers } from '../transfers/transfers.service.js';
import { BankAccount } from './bank-account.entity.js';
import { LineMoves, type LineMove, type NewMoney } from './line-moves.js';
import { LineSettling, type Explainer } from './line-settling.service.js';
import type { Explanation } from './matcher.js';
import type { StatementLineRow } from './statement-line.entity.js';

const accountsOf = rowsOf(BankAccount, 'a', 'WHERE a.id = ANY ($1)');

/** A locked open line, and what it says that it is. */
interface CertainLine {
  line: StatementLineRow;
  what: Explanation;
}

/** What lines are about: transfers are locked, loans are not. */
interface Named {
  accounts: ReadonlyMap<string, BankAccount>;
  transfers: ReadonlyMap<string, Transfer>;
  /** Whose each loan is. */
  customers: ReadonlyMap<string, string>;
}

/** Lines that say what they are, explained many at once. */
@Injectable()
export class CertainLines {
  constructor(
    private readonly transfers: Transfers,
    private readonly settling: LineSettling,
    private readonly moves: LineMoves,
  ) {}

  /**
   * Explains locked lines by new money for loans and by incoming transfers, with one statement for each table, and answers
   * those. Left are the second of a loan, what locks other rows than transfers, customers, loans and their providers, and
   * whatever would be refused: each needs a transaction of its own. Locks transfers, customers, loans and providers, each group in one statement.
   */
  async explain(tx: Tx, certain: readonly CertainLine[]): Promise<StatementLineRow[]> {
    const named = await this.named(tx, certain);
    const taken = new Set<string>();
    const fresh: NewMoney[] = [];
    const known: LineMove[] = [];
    for (const { line, what } of certain) {
      const by = { account: accountOf(line, named), staffId: null };
      const transfer = named.transfers.get(what.id);
      const ids = [what.id, transfer?.loanId ?? what.id];
      const isFirst = !ids.some((id) => taken.has(id));
      for (const id of ids) taken.add(id);
      if (!isFirst) continue;
      if (what.kind === 'loan') fresh.push(...newMoney(line, what.id, by, named));
      if (transfer?.direction === 'in') known.push(...this.movesOf(line, transfer, by));
    }
    const moves = [...this.moves.open(tx, fresh), ...known];
    await this.moves.go(tx, moves);
    this.settling.explainAll(
      tx,
      moves.map(({ line, transfer }) => {
        return { line, parts: [{ kind: 'transfer', transferId: transfer.id, amount: line.amount }] };
      }),
      null,
    );
    return moves.map(({ line }) => line);
  }

  private async named(tx: Tx, certain: readonly CertainLine[]): Promise<Named> {
    const idsOf = (kind: Explanation['kind']) =>
      certain.flatMap(({ what }) => (what.kind === kind ? [what.id] : []));
    const [transfers, accounts, loans] = await pipelined([
      this.transfers.lock(tx, idsOf('transfer')),
      accountsOf(
        tx,
        certain.map(({ line }) => line.accountId),
      ),
      tx.query<{ id: string; customer_id: string }[]>(
        'SELECT l.id, l.customer_id FROM loans l WHERE l.id = ANY ($1)',
        [idsOf('loan')],
      ),
    ]);
    return {
      transfers,
      accounts: new Map(accounts.map((account) => [account.id, account])),
      customers: new Map(loans.map(({ id, customer_id: customerId }) => [id, customerId])),
    };
  }

  /** None: it is left. */
  private movesOf(line: StatementLineRow, transfer: Transfer, by: Explainer): LineMove[] {
    const part = outcomeOf(() => this.settling.partOf(line, transfer, by));
    if ('refusal' in part || part.value.amount !== line.amount) return [];
    const move = this.settling.moveOf(line, transfer, by);
    return isBroughtAlone(transfer, move.to) ? [] : [move];
  }
}

function accountOf({ id, accountId }: StatementLineRow, { accounts }: Named): BankAccount {
  const account = accounts.get(accountId);
  if (!account) throw new Error(`line ${id} has no account`);
  return account;
}

/** None: it is left. */
function newMoney(
  line: StatementLineRow,
  loanId: string,
  { account: { currency }, staffId }: Explainer,
  { customers }: Named,
): NewMoney[] {
  const partyId = customers.get(loanId);
  if (partyId === undefined || line.amount < 0n) return [];
  const receiver = { purpose: 'repayment' as const, partyId, loanId };
  return [{ line, receiver, amount: line.amount, currency, staffId }];
}
