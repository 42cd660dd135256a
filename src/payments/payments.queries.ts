import { Injectable } from '@nestjs/common';
import { COMPONENTS, componentsIn, type Component } from '../lending/components.js';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { searchByCustomer } from '../auth/search-by-customer.js';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { assertInOrder, shownName } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { NOT_REVERSED } from '../loans/loan-payments.js';
import { DomainError } from '../runtime/problems.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import type { Tx } from '../database/transactions.js';
import { TillReceiptsQueries } from '../tills/till-receipts.queries.js';
import { NO_RECEIPT } from '../tills/till.dto.js';
import {
  type AlikePaymentResponse,
  toPaymentDetailResponse,
  toPaymentResponse,
  type ShownPaymentResponse,
} from './payments.dto.js';
import type { ListedPaymentResponse, PaymentListQuery } from './payment-list.dto.js';
import { DIVISION, Payment } from './payment.entity.js';

const payments = shownRowsOf(Payment, 'y', [
  'id',
  'loanId',
  'customerId',
  'currency',
  'amount',
  ...DIVISION,
  'valueDate',
  'enteredBy',
  'createdAt',
]).and<{ reversedAt: Date | null; loanNumber: number }>(
  { reversedAt: 'r.created_at', loanNumber: 'l.number' },
  'LEFT JOIN payment_reversals r ON r.payment_id = y.id LEFT JOIN loans l ON l.id = y.loan_id',
);
/** Only staff see the name; customers are spared the join. */
const namedPayments = payments.and<{ customerName: string }>(
  { customerName: shownName('c') },
  'LEFT JOIN users c ON c.id = y.customer_id',
);
const SORTS = {
  amount: 'y.amount',
  value_date: 'y.value_date',
  customer_name: `lower(${shownName('c')})`,
};
const shownTo = (caller: Caller) => (isStaff(caller) ? namedPayments : payments);

type PaymentRow = RowOf<typeof payments> & { customerName?: string };

interface ShareRow extends Record<Component, string> {
  provider_id: string;
}

@Injectable()
export class PaymentsQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly replicas: Replicas,
    private readonly quickReads: QuickReads,
    private readonly receipts: TillReceiptsQueries,
  ) {}

  /** A customer's own payments, or all of them for staff. */
  async list(query: PaymentListQuery, url: string, caller: Caller): Promise<Page<ListedPaymentResponse>> {
    const { value_date_from: from, value_date_to: to } = query;
    const byName = query.ordering.endsWith('customer_name') ? query.ordering : undefined;
    assertStaffFilters(caller, { search: query.search, ordering: byName });
    assertInOrder(['value_date_from', from], ['value_date_to', to]);
    const searched = await searchByCustomer(this.db, query.search, {
      rows: 'payments y',
      ids: ['y.id', 'y.loan_id'],
      owner: 'y.customer_id',
      user: 'c',
      number:
        '(y.loan_id = (SELECT n.id FROM loans n WHERE n.number = $?) ' +
        'OR y.customer_id = (SELECT n.id FROM customers n WHERE n.number = $?))',
    });
    return readPage(
      this.replicas,
      shownTo(caller),
      {
        where: conditions({
          'y.customer_id = $?': isStaff(caller) ? undefined : caller.id,
          'y.customer_id = ($?)': query.customer,
          'y.loan_id = $?': query.loan,
          'y.value_date >= $?': from,
          'y.value_date <= $?': to,
          ...searched,
        }),
        query,
        url,
        sorts: SORTS,
        exactCount: !isStaff(caller) || query.count === 'exact',
        indexed: !isStaff(caller) || [query.search, from, to].every((sent) => sent === undefined),
      },
      (row: PaymentRow) => ({
        ...toPaymentResponse(row, row.reversedAt),
        loan_number: shownShortNumber(row.loanNumber),
        customer_name: row.customerName ?? null,
      }),
    );
  }

  /** Throws `payment_not_found`, also for another customer's payment. */
  async getPayment(id: string, caller: Caller): Promise<Omit<ShownPaymentResponse, 'installments'>> {
    const [row]: PaymentRow[] = await shownTo(caller).find(
      this.quickReads,
      'WHERE y.id = $1 AND ($2 OR y.customer_id = $3)',
      [id, isStaff(caller), caller.id],
    );
    if (!row) throw new DomainError('payment_not_found', `There is no payment ${id}.`);
    const receipts = this.receipts.ofPayment(id);
    const shares: ShareRow[] = await this.quickReads.query(
      `SELECT j.provider_id, ${COMPONENTS.map(
        (component) =>
          `coalesce(sum(j.amount) FILTER (WHERE j.kind = '${component}_share'), 0) AS ${component}`,
      ).join(', ')}
       FROM journal j
       WHERE j.payment_id = $1 AND j.kind LIKE '%share' AND j.reverses_id IS NULL
         AND NOT EXISTS (SELECT FROM journal r WHERE r.reverses_id = j.id)
       GROUP BY j.provider_id ORDER BY j.provider_id`,
      [id],
    );
    const detail = toPaymentDetailResponse(
      row,
      shares.map((share) => ({ providerId: share.provider_id, ...componentsIn(share) })),
      isStaff(caller),
      row.reversedAt,
    );
    const { taken, back } = await receipts;
    return {
      ...detail,
      ...(taken ?? NO_RECEIPT),
      loan_number: shownShortNumber(row.loanNumber),
      customer_name: row.customerName ?? null,
      return_receipt_number: back?.receipt_number ?? null,
    };
  }

  /**
   * Payments that stand and may be this one: of the same amount on its loan within a week, or with the same reference
   * whenever.
   */
  async alike(payment: Payment, reference: string | null): Promise<AlikePaymentResponse[]> {
    const { id, loanId, amount, valueDate } = payment;
    const rows: (Omit<AlikePaymentResponse, 'created_at'> & { currency: string; created_at: Date })[] =
      await this.db.query(
        `SELECT y.id AS payment, y.loan_id AS loan, y.amount::text AS amount, y.currency, y.value_date, y.created_at,
           CASE WHEN t.reference = $5 THEN 'reference' ELSE 'amount' END AS same
         FROM payments y LEFT JOIN till_receipts t ON t.payment_id = y.id
         WHERE y.id <> $1 AND ${NOT_REVERSED} AND (
           (y.loan_id = $2 AND y.amount = $3 AND y.value_date BETWEEN $4::date - 7 AND $4::date + 7)
           OR y.id IN (SELECT r.payment_id FROM till_receipts r WHERE r.reference = $5 AND r.payment_id IS NOT NULL))
         ORDER BY y.id DESC LIMIT 20`,
        [id, loanId, amount, valueDate, reference],
      );
    return rows.map(({ currency, ...row }) => ({
      ...row,
      amount: formatMoney(row.amount, currencyDecimals(currency)),
      created_at: row.created_at.toISOString(),
    }));
  }

  /** The loan and customer of each payment; payments that do not exist are missing. */
  async subjectsOf(
    tx: Tx,
    ids: readonly string[],
  ): Promise<Map<string, { loanId: string; customerId: string }>> {
    const rows: { id: string; loan_id: string; customer_id: string }[] = await tx.query(
      'SELECT y.id, y.loan_id, y.customer_id FROM payments y WHERE y.id = ANY($1)',
      [ids],
    );
    return new Map(
      rows.map(({ id, loan_id: loanId, customer_id: customerId }) => [id, { loanId, customerId }]),
    );
  }
}
