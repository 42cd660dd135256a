import { Injectable } from '@nestjs/common';
import { COMPONENTS, componentsIn, type Component } from '../lending/components.js';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { ReceivingAccount } from '../ledger/accounts.js';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { searchByCustomer } from '../auth/search-by-customer.js';
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
import { DIVISION, type Payment } from './payment.entity.js';

const COLUMNS = `y.id, y.loan_id, y.customer_id, y.currency, y.amount, ${DIVISION.map((part) => `y.${part}`).join(', ')},
  y.entered_by, y.received_in, y.transfer_id, y.value_date, y.created_at, r.created_at AS reversed_at`;
const FROM = 'payments y LEFT JOIN payment_reversals r ON r.payment_id = y.id';
/** Only staff see the name; customers are spared the join. */
const NAMED = {
  columns: `${COLUMNS}, ${shownName('c')} AS customer_name`,
  from: `${FROM} LEFT JOIN users c ON c.id = y.customer_id`,
};
const shownTo = (caller: Caller) => (isStaff(caller) ? NAMED : { columns: COLUMNS, from: FROM });

interface PaymentRow extends Record<(typeof DIVISION)[number], string> {
  id: string;
  loan_id: string;
  customer_id: string;
  currency: string;
  amount: string;
  entered_by: string | null;
  received_in: ReceivingAccount;
  transfer_id: string | null;
  value_date: string;
  created_at: Date;
  reversed_at: Date | null;
  customer_name?: string;
}

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
      {
        ...shownTo(caller),
        id: 'y.id',
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
        ...toPaymentResponse(toPayment(row), row.reversed_at),
        customer_name: row.customer_name ?? null,
      }),
    );
  }

  /** Throws `payment_not_found`, also for another customer's payment. */
  async getPayment(id: string, caller: Caller): Promise<Omit<ShownPaymentResponse, 'installments'>> {
    const { columns, from } = shownTo(caller);
    const [row]: PaymentRow[] = await this.quickReads.query(
      `SELECT ${columns} FROM ${from} WHERE y.id = $1 AND ($2 OR y.customer_id = $3)`,
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
      toPayment(row),
      shares.map((share) => ({ providerId: share.provider_id, ...componentsIn(share) })),
      isStaff(caller),
      row.reversed_at,
    );
    return { ...detail, customer_name: row.customer_name ?? null };
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

function toPayment(row: PaymentRow): Payment {
  return {
    id: row.id,
    loanId: row.loan_id,
    customerId: row.customer_id,
    currency: row.currency,
    amount: BigInt(row.amount),
    ...componentsIn(row),
    commission: BigInt(row.commission),
    enteredBy: row.entered_by,
    receivedIn: row.received_in,
    transferId: row.transfer_id,
    valueDate: row.value_date,
    createdAt: row.created_at,
  };
}
