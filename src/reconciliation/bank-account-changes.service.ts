import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { lockById, rowsOf } from '../database/entity-columns.js';
import { updateRows } from '../database/rows.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { DomainError } from '../runtime/problems.js';
import { BankAccount } from './bank-account.entity.js';
import {
  toBankAccountResponse,
  type BankAccountResponse,
  type ChangeBankAccountDto,
} from './bank-accounts.dto.js';
import { GatewayLines } from './gateway-lines.service.js';
import { LineWorker } from './line-worker.js';
import { StatementLineRow } from './statement-line.entity.js';

const lockAccounts = lockById(BankAccount);
/** Those of which nothing is known. */
const unknownLines = rowsOf(
  StatementLineRow,
  'l',
  "WHERE l.account_id = $1 AND l.state = 'open' AND l.certainty IS NULL ORDER BY l.id FOR NO KEY UPDATE",
);

/** What of a bank account may change: what it is called, and which gateways pay out to it. */
@Injectable()
export class BankAccountChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: GatewayLines,
    private readonly worker: LineWorker,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Changes the name or the gateways of an account. Open lines that are payouts of a gateway that is new there are
   * explained by themselves from now on; what it had settled into cash is then money between till and bank. Throws
   * `bank_account_not_found`, and `validation_failed` for a gateway that is not in use. Locks the account, then its lines.
   */
  async change(
    id: string,
    { name, gateways: wanted }: ChangeBankAccountDto,
    by: Actor,
  ): Promise<BankAccountResponse> {
    const { before, account } = await this.transactions.run(async (tx) => {
      const account = (await lockAccounts(tx, [id])).get(id);
      if (!account) throw new DomainError('bank_account_not_found', `There is no bank account ${id}.`);
      const before = { name: account.name, gateways: account.gateways };
      const gateways = [...new Set(wanted ?? account.gateways)];
      const added = gateways.filter((gateway) => !account.gateways.includes(gateway));
      this.payouts.assertAsked(added);
      Object.assign(account, { name: name ?? account.name, gateways });
      updateRows(tx, BankAccount, [account], ['name', 'gateways']);
      if (added.length > 0) await this.lookAgain(tx, account, added);
      return { before, account };
    });
    this.worker.wake();
    const after = { name: account.name, gateways: account.gateways };
    this.audit.record({ action: 'bank_account.change', by, on: { type: 'bank_account', id }, before, after });
    return toBankAccountResponse(account);
  }

  /** Makes open lines due that may be payouts of these gateways. */
  private async lookAgain(tx: Tx, { id }: BankAccount, gateways: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const due = (await unknownLines(tx, id)).filter((line) => {
      const ref = this.payouts.namedBy(gateways, line);
      if (ref !== null) Object.assign(line, { certainty: 'exact', proposed: [{ kind: 'payout', id: ref }] });
      return ref !== null || this.payouts.areAskedOf(gateways, line);
    });
    for (const line of due) Object.assign(line, { nextAttemptAt: now, problem: null });
    if (due.length > 0) {
      updateRows(tx, StatementLineRow, due, ['certainty', 'proposed', 'nextAttemptAt', 'problem']);
    }
  }
}
