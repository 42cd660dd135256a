import { Injectable, type OnModuleInit } from '@nestjs/common';
import { rowsOf } from '../database/entity-columns.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { Gateways } from '../gateways/gateways.service.js';
import { PayoutAccounts } from '../gateways/payout-accounts.service.js';
import { PayoutBooks } from '../gateways/payout-books.service.js';
import { DomainError } from '../runtime/problems.js';
import type { Instrument } from '../transfers/instrument.entity.js';
import { BankAccount } from './bank-account.entity.js';
import { assertOpen, lineIn, lockLines, reopen, saveLines } from './line-changes.js';
import type { DecidedLineResponse } from './line-figures.dto.js';
import { LineFigures } from './line-figures.js';
import { LineSettling } from './line-settling.service.js';
import type { SendBackDto } from './statement-lines.dto.js';
import { toLineResponse } from './statements.dto.js';

const accountsOf = rowsOf(BankAccount, 'a', 'WHERE a.id = $1');

/** Money that came by a line and is nobody's here: it goes back by a payout. */
@Injectable()
export class ReceiptReturns implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly gateways: Gateways,
    private readonly accounts: PayoutAccounts,
    private readonly books: PayoutBooks,
    private readonly settling: LineSettling,
    private readonly figures: LineFigures,
  ) {}

  onModuleInit(): void {
    this.books.onReceiptKept(async (tx, { lineId }) => {
      const line = lineId === null ? undefined : (await lockLines(tx, [lineId])).get(lineId);
      if (line?.state !== 'explained') return;
      reopen(line);
      saveLines(tx, [line]);
    });
  }

  /**
   * Promises the money of an open line to the account that it goes back to. When it is not sent after all, the line is open
   * again. Throws `statement_line_not_found`, `line_state`, `match_differs`, and what the account is refused for.
   */
  async sendBack(lineId: string, body: SendBackDto, staffId: string): Promise<DecidedLineResponse> {
    const keep = await this.accounts.prepare(body);
    return this.transactions.run((tx) => this.sendBackIn(tx, lineId, staffId, keep));
  }

  /** What `sendBack` would answer; nothing is changed. */
  async preview(lineId: string, body: SendBackDto, staffId: string): Promise<DecidedLineResponse> {
    const keep = await this.accounts.prepare(body);
    return this.transactions.preview((tx) => this.sendBackIn(tx, lineId, staffId, keep));
  }

  private async sendBackIn(
    tx: Tx,
    lineId: string,
    staffId: string,
    keep: (tx: Tx, userId: string) => Instrument,
  ): Promise<DecidedLineResponse> {
    const line = lineIn(await lockLines(tx, [lineId]), lineId);
    assertOpen(line);
    if (line.amount < 0n) throw new DomainError('match_differs', 'The money of the line left the account.');
    const [account] = await accountsOf(tx, line.accountId);
    if (!account) throw new Error(`line ${line.id} has no account`);
    const { currency } = account;
    const touched = { accountId: line.accountId, loanIds: [], partyIds: [] };
    const figures = await this.figures.around(tx, touched, { currency, staffId }, async () => {
      // The account is a stranger's: it is kept for who sends the money there.
      const { id: instrumentId, gateway } = keep(tx, staffId);
      const waits = this.gateways.get(gateway).byFile === true;
      const by = { account, staffId };
      const part = await this.settling.sendBack(tx, line, { gateway, instrumentId, waits }, by);
      this.settling.explain(tx, line, [part], by);
    });
    return { ...toLineResponse({ ...line, currency }), figures };
  }
}
