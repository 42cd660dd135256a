import { Injectable } from '@nestjs/common';
import { COMPONENTS, componentsIn, type Component } from '../lending/components.js';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { searchByCustomer } from '../auth/search-by-customer.js';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { assertInOrder, shownName } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import type { Tx } from '../database/transactions.js';
import {
  toPaymentDetailResponse,
  toPaymentResponse,
  type ListedPaymentResponse,
  type PaymentListQuery,
  type ShownPaymentResponse,
} from './payments.dto.js';
import { DIVISION, Payment } from './payment.entity.js';

const payments = shownRowsOf(Payment, 'y', [
  'id',
  'loanId',
  'customerId',
  'currency',
  'amount',
  ...DIVISION,
  'valueDate',
  'createdAt',
]).and<{ reversedAt: Date | null }>(
  { reversedAt: 'r.created_at' },
  'LEFT JOIN payment_reversals r ON r.payment_id = y.id',
);
/** Only staff see the name; customers are spared the join. */
const namedPayments = payments.and<{ customerName: string }>(
  { customerName: shownName('c') },
  'LEFT JOIN users c ON c.id = y.customer_id',
);
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
  ) {}

  /** A customer's own payments, or all of them for staff. */
  async list(query: PaymentListQuery, url: string, caller: Caller): Promise<Page<ListedPaymentResponse>> {
    const { value_date_from: from, value_date_to: to } = query;
    assertStaffFilters(caller, { search: query.search });
    assertInOrder(['value_date_from', from], ['value_date_to', to]);
    const searched = await searchByCustomer(this.db, query.search, {
      rows: 'payments y',
      ids: ['y.id', 'y.loan_id'],
      owner: 'y.customer_id',
      user: 'c',
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
        exactCount: !isStaff(caller) || query.count === 'exact',
        indexed: !isStaff(caller) || [query.search, from, to].every((sent) => sent === undefined),
      },
      (row: PaymentRow) => ({
        ...toPaymentResponse(row, row.reversedAt),
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
    return { ...detail, customer_name: row.customerName ?? null };
  }

  /** The loan of each payment; payments that do not exist are missing. */
  async loansOfPayments(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; loan_id: string }[] = await tx.query(
      'SELECT y.id, y.loan_id FROM payments y WHERE y.id = ANY($1)',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.loan_id]));
  }
}
