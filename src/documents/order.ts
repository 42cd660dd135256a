import type { AgreementOrder, LoanStatementOrder, PayoffOrder } from './loan-sheets.js';
import type { ProviderStatementOrder, YearStatementOrder } from './provider-sheets.js';
import type { ReceiptOrder } from './receipt-sheet.js';
import type { Letterhead } from './sheet.js';

/** More is for spreadsheets. */
export const MOST_ROWS = 5000;

/** What a document is made of: the answers of the API, as its reader gets them. */
export type Order =
  | AgreementOrder
  | PayoffOrder
  | LoanStatementOrder
  | ReceiptOrder
  | ProviderStatementOrder
  | YearStatementOrder;

/** An order with its number and the paper it is printed on. */
export interface Job {
  id: number;
  order: Order;
  letterhead: Letterhead;
}

export type Printed = { id: number; file: Uint8Array<ArrayBuffer> } | { id: number; fault: string };

/** The rows that the document would have. */
export function rowsOf(order: Order): number {
  switch (order.kind) {
    case 'agreement':
      return order.schedule.rows.length;
    case 'loan-statement':
      return (order.schedule?.rows.length ?? 0) + order.history.length;
    case 'provider-statement':
      return order.statement.movements.length;
    case 'receipt':
      return order.payment.installments.length;
    default:
      return 0;
  }
}
