import { Injectable } from '@nestjs/common';
import { QuickReads } from '../database/quick-reads.js';
import { shownName, toSearch } from '../http/filters.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { isLikeShortNumber, parseShortNumber, shownShortNumber } from '../runtime/short-number.js';
import { parseReceiptNumber, receiptNumber } from '../tills/receipt-number.js';
import { MOST_FOUND, PeopleQueries } from './people.queries.js';
import type { FoundLoanResponse, FoundReceiptResponse, FoundResponse } from './search.dto.js';

const LOANS = `
  SELECT l.id, l.number, l.customer_id AS customer, ${shownName('u')} AS customer_name, l.amount::text AS amount,
    l.currency, l.status FROM loans l JOIN users u ON u.id = l.customer_id`;

const RECEIPTS = `
  SELECT t.business_date::text AS business_date, t.nr, w.username, t.kind, t.method, t.reference, t.amount::text AS amount,
    t.currency, coalesce(t.payment_id, t.reversal_id) AS payment, p.id AS person, ${shownName('p')} AS person_name
  FROM till_receipts t JOIN users w ON w.id = t.user_id
  LEFT JOIN payments y ON y.id = coalesce(t.payment_id, t.reversal_id)
  LEFT JOIN fund_movements m ON m.id = t.movement_id
  JOIN users p ON p.id = coalesce(y.customer_id, m.provider_id)`;

type LoanRow = Omit<FoundLoanResponse, 'number'> & { number: number };
type ReceiptRow = Omit<FoundReceiptResponse, 'receipt_number'> & {
  business_date: string;
  nr: number;
  username: string;
};

/** Finds whatever staff may ask for in one box. */
@Injectable()
export class SearchQueries {
  constructor(
    private readonly quickReads: QuickReads,
    private readonly people: PeopleQueries,
  ) {}

  async find(text: string): Promise<FoundResponse> {
    const { id } = toSearch(text);
    const number = parseShortNumber(text);
    const isWrong = number === null && isLikeShortNumber(text);
    const key = id !== undefined ? { id } : number !== null ? { number } : null;
    const [loans, customers, providers, receipts, typos] = await Promise.all([
      key === null ? [] : this.loans(key),
      key === null ? this.people.find(text, 'customers', !isWrong) : this.people.byKey('customers', key),
      key === null ? this.people.find(text, 'providers', !isWrong) : this.people.byKey('providers', key),
      this.receipts(text),
      this.people.forgivesTypos(),
    ]);
    return { loans, customers, providers, receipts, wrong_check_digit: isWrong, typos };
  }

  private async loans(key: { id: string } | { number: number }): Promise<FoundLoanResponse[]> {
    const [condition, value] =
      'id' in key ? ['l.id = $1::uuid', key.id] : ['l.number = $1::integer', key.number];
    const rows = await this.quickReads.query<LoanRow[]>(`${LOANS} WHERE ${condition}`, [value]);
    return rows.map((row) => ({
      ...row,
      number: shownShortNumber(row.number),
      amount: formatMoney(row.amount, currencyDecimals(row.currency)),
    }));
  }

  /** By number, or by reference as it was typed. */
  private async receipts(text: string): Promise<FoundReceiptResponse[]> {
    const receipt = parseReceiptNumber(text);
    const rows = await this.quickReads.query<ReceiptRow[]>(
      receipt === null
        ? `${RECEIPTS} WHERE t.reference = $1 ORDER BY t.created_at DESC LIMIT ${String(MOST_FOUND)}`
        : `${RECEIPTS} WHERE t.business_date = $1::date AND lower(w.username) = lower($2) AND t.nr = $3::integer`,
      receipt === null ? [text.trim()] : [receipt.businessDate, receipt.username, receipt.nr],
    );
    return rows.map(({ business_date: date, nr, username, ...row }) => ({
      receipt_number: receiptNumber(date, username, nr),
      ...row,
      amount: formatMoney(row.amount, currencyDecimals(row.currency)),
    }));
  }
}
