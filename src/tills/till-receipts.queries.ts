import { Injectable } from '@nestjs/common';
import { asBank } from '../database/person.js';
import { QuickReads } from '../database/quick-reads.js';
import { receiptNumber } from './receipt-number.js';
import type { Method, ReceiptKind } from './till-receipt.entity.js';
import type { ReceiptFields } from './till.dto.js';

interface ReceiptRow {
  business_date: string;
  nr: number;
  username: string;
  kind: ReceiptKind;
  method: Method;
  reference: string | null;
}

@Injectable()
export class TillReceiptsQueries {
  constructor(private readonly quickReads: QuickReads) {}

  /** The receipts of a payment: the one for it, and the one for its money that was handed back. */
  async ofPayment(paymentId: string): Promise<{ taken: ReceiptFields | null; back: ReceiptFields | null }> {
    // The number names the teller, who is nobody's own.
    const rows = await asBank(() =>
      this.quickReads.query<ReceiptRow[]>(
        `SELECT t.business_date::text AS business_date, t.nr, u.username, t.kind, t.method, t.reference
       FROM till_receipts t JOIN users u ON u.id = t.user_id WHERE t.payment_id = $1 OR t.reversal_id = $1`,
        [paymentId],
      ),
    );
    const find = (kind: ReceiptKind) => {
      const row = rows.find((one) => one.kind === kind);
      return row === undefined ? null : shown(row);
    };
    return { taken: find('in'), back: find('back') };
  }
}

function shown({ business_date: date, username, nr, method, reference }: ReceiptRow): ReceiptFields {
  return { method, reference, receipt_number: receiptNumber(date, username, nr) };
}
