import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows } from '../database/rows.js';
import { placeOf } from '../database/secret-rotation.js';
import { Secrets } from '../database/secrets.js';
import { PATIENT, pipelined, Transactions, type Tx } from '../database/transactions.js';
import { PayoutFileOrders, type Order } from './payout-file-orders.service.js';
import { paymentFile, UnwritablePayment, type PaymentsOut } from '../gateways/payment-file.js';
import { isIban } from '../gateways/iban.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { BankAccount } from '../reconciliation/bank-account.entity.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { PayoutFile } from './payout-file.entity.js';
import { SEALED_CONTENT } from './payout-files.queries.js';
import type { MadePayoutFileResponse } from './payout-files.dto.js';

const accountsOf = rowsOf(BankAccount, 'a', 'WHERE a.id::text = $1 OR a.number = $1');

export interface FileWish {
  /** Id or number of the bank account that pays. */
  account: string;
  /** Business date; left out: today. */
  executeOn: string | undefined;
}

/** Orders to the bank to pay, in files that staff hand to it. */
@Injectable()
export class PayoutFiles {
  constructor(
    private readonly transactions: Transactions,
    private readonly orders: PayoutFileOrders,
    private readonly secrets: Secrets,
    private readonly bankConfig: BankConfigService,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes all payouts that wait for the bank into one file, and sends them by that: each is in at most one, whoever asks at
   * once. Those that cannot be paid go to review. Throws `bank_account_not_found`, and `nothing_to_pay` when none is left.
   * Locks the payouts.
   */
  async make({ account, executeOn }: FileWish, by: string | null): Promise<MadePayoutFileResponse> {
    const { file, inReview } = await this.transactions.run(async (tx) => {
      const [from] = await accountsOf(tx, account);
      if (!from) throw new DomainError('bank_account_not_found', `There is no bank account ${account}.`);
      const [today, { bankName }] = await pipelined([this.clock.today(tx), this.bankConfig.inForce(tx)]);
      const head = headOf({ ...from, name: bankName === '' ? from.name : bankName }, executeOn ?? today, {
        id: newId(),
        at: this.clock.now(),
      });
      const { orders, inReview } = await this.orders.waiting(tx, from.currency, (order) =>
        faultOf(head, order),
      );
      const made = orders.length === 0 ? null : this.write(tx, { from, head, orders, by });
      return { file: made, inReview };
    }, PATIENT);
    if (file) return { ...file, in_review: inReview };
    const why = inReview === 0 ? '' : ` ${String(inReview)} went to review.`;
    throw new DomainError('nothing_to_pay', `No payout waits for a file.${why}`, { in_review: inReview });
  }

  private write(
    tx: Tx,
    {
      from,
      head,
      orders,
      by,
    }: { from: BankAccount; head: Head; orders: readonly Order[]; by: string | null },
  ): Omit<MadePayoutFileResponse, 'in_review'> {
    const { id, file } = head;
    const content = paymentFile({ ...file, payments: orders.map(({ payment }) => payment) });
    const total = orders.reduce((sum, { payment }) => sum + payment.amount, 0n);
    const row: PayoutFile = {
      id,
      messageId: file.messageId,
      accountId: from.id,
      sealedContent: this.secrets.key.seal(content, placeOf(SEALED_CONTENT, id)),
      sha256: createHash('sha256').update(content).digest('hex'),
      payments: orders.length,
      total,
      currency: from.currency,
      executeOn: file.executeOn,
      madeBy: by,
      madeAt: file.createdAt,
    };
    insertRows(tx, PayoutFile, [row]);
    this.orders.send(tx, orders, { id, messageId: row.messageId, by });
    return {
      id,
      message_id: row.messageId,
      account: row.accountId,
      payments: row.payments,
      total: formatMoney(total, currencyDecimals(row.currency)),
      currency: row.currency,
      execute_on: row.executeOn,
      sha256: row.sha256,
      made_at: row.madeAt.toISOString(),
    };
  }
}

interface Head {
  id: string;
  file: Omit<PaymentsOut, 'payments'>;
}

/** `name` is the payer's: that is what the one who is paid reads. */
function headOf(
  { name, number, currency }: Pick<BankAccount, 'name' | 'number' | 'currency'>,
  executeOn: string,
  { id, at }: { id: string; at: Date },
): Head {
  const messageId = `${executeOn.replaceAll('-', '')}-${id.replaceAll('-', '').slice(-12)}`;
  const from = { name, account: isIban(number) ? { iban: number } : { number } };
  return { id, file: { messageId, createdAt: at, executeOn, currency, from } };
}

/** Why a bank would refuse a payment; null: it would not. */
function faultOf({ file }: Head, { payment }: Order): string | null {
  try {
    paymentFile({ ...file, payments: [payment] });
    return null;
  } catch (error) {
    if (error instanceof UnwritablePayment) return error.message;
    throw error;
  }
}
