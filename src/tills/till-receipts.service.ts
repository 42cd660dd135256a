import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { insertRows } from '../database/rows.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { groupBy } from '../runtime/group-by.js';
import { NotedTransfers } from '../transfers/noted-transfers.js';
import { receiptNumber } from './receipt-number.js';
import { TillReceipt, type Method } from './till-receipt.entity.js';
import type { OverTheCounter, ReceiptFields } from './till.dto.js';

type Subject = Pick<TillReceipt, 'paymentId' | 'movementId' | 'reversalId'>;

/** Money that went over the counter and needs a receipt; `amount` in minor units. */
export interface ReceiptWish extends Partial<Subject>, Pick<TillReceipt, 'kind' | 'amount' | 'currency'> {
  over: OverTheCounter;
}

interface Series {
  user_id: string;
  last: number;
  username: string;
}

/** Receipts of the counter, numbered without a gap by teller and date. */
@Injectable()
export class TillReceipts {
  constructor(
    private readonly clock: Clock,
    /** What is taken by anything but cash is not in the till. */
    readonly noted: NotedTransfers,
  ) {}

  /**
   * Numbers and keeps receipts, and answers them in order. The series of their tellers are the last locks of a
   * transaction: two batches of one teller wait for each other's commit, and a batch that fails leaves no gap. Only
   * batches with money over the counter make this trip.
   */
  async issue(tx: Tx, wishes: readonly ReceiptWish[]): Promise<ReceiptFields[]> {
    if (wishes.length === 0) return [];
    const byTeller = groupBy(wishes, ({ over }) => over.tellerId);
    const tellers = [...byTeller.keys()].sort();
    const [businessDate, earlier] = await pipelined([this.clock.today(tx), this.methodsOf(tx, wishes)]);
    const series: Series[] = await tx.query(
      `WITH issued AS (
         INSERT INTO receipt_series AS s (business_date, user_id, last)
         SELECT $1::date, unnest($2::uuid[]), unnest($3::integer[])
         ON CONFLICT (business_date, user_id) DO UPDATE SET last = s.last + excluded.last
         RETURNING s.user_id, s.last
       ) SELECT i.user_id, i.last, u.username FROM issued i JOIN users u ON u.id = i.user_id`,
      [businessDate, tellers, tellers.map((teller) => byTeller.get(teller)?.length ?? 0)],
    );
    const next = new Map(
      series.map((one) => [
        one.user_id,
        { ...one, nr: one.last - (byTeller.get(one.user_id)?.length ?? 0) + 1 },
      ]),
    );
    const createdAt = this.clock.now();
    const receipts = wishes.map(({ over, ...wish }) => {
      const place = next.get(over.tellerId);
      if (place === undefined) throw new Error(`the teller ${over.tellerId} does not exist`);
      const method = over.method ?? earlier.get(wish.reversalId ?? '') ?? 'cash';
      const { reference, tellerId: userId } = over;
      const nr = place.nr++;
      const of = { paymentId: null, movementId: null, reversalId: null, ...wish };
      const row: TillReceipt = { ...of, businessDate, userId, nr, method, reference, createdAt };
      return { row, number: receiptNumber(businessDate, place.username, nr) };
    });
    insertRows(
      tx,
      TillReceipt,
      receipts.map(({ row }) => row),
    );
    return receipts.map(({ row: { method, reference }, number }) => ({
      method,
      reference,
      receipt_number: number,
    }));
  }

  /** How the payments came whose money goes back, where that was over the counter. */
  private async methodsOf(tx: Tx, wishes: readonly ReceiptWish[]): Promise<Map<string, Method>> {
    const reversed = wishes.flatMap(({ reversalId }) => reversalId ?? []);
    if (reversed.length === 0) return new Map();
    const rows: { id: string; method: Method }[] = await tx.query(
      'SELECT t.payment_id AS id, t.method FROM till_receipts t WHERE t.payment_id = ANY ($1)',
      [reversed],
    );
    return new Map(rows.map(({ id, method }) => [id, method]));
  }
}
