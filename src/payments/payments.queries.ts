import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { isStaff, type Caller } from '../auth/access.js';
import { conditions, readPage, type Page } from '../common/paging.js';
import { DomainError } from '../common/problems.js';
import {
  toPaymentDetailResponse,
  toPaymentResponse,
  type PaymentDetailResponse,
  type PaymentListQuery,
  type PaymentResponse,
} from './payments.dto.js';
import type { Payment } from './payment.entity.js';

const COLUMNS = `y.id, y.loan_id, y.customer_id, y.currency, y.amount, y.principal, y.interest,
  y.value_date, y.created_at`;

interface PaymentRow {
  id: string;
  loan_id: string;
  customer_id: string;
  currency: string;
  amount: string;
  principal: string;
  interest: string;
  value_date: string;
  created_at: Date;
}

interface ShareRow {
  provider_id: string;
  principal: string;
  interest: string;
}

@Injectable()
export class PaymentsQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** A customer's own payments, or all of them for staff. */
  list(query: PaymentListQuery, url: string, caller: Caller): Promise<Page<PaymentResponse>> {
    return readPage(
      this.db,
      {
        columns: COLUMNS,
        from: 'payments y',
        id: 'y.id',
        where: conditions({
          'y.customer_id = $?': isStaff(caller) ? undefined : caller.id,
          'y.customer_id = ($?)': query.customer,
          'y.loan_id = $?': query.loan,
        }),
        query,
        url,
        exactCount: !isStaff(caller) || query.count === 'exact',
      },
      (row: PaymentRow) => toPaymentResponse(toPayment(row)),
    );
  }

  /** Throws `payment_not_found`, also for somebody else's payment. */
  async getPayment(id: string, caller: Caller): Promise<PaymentDetailResponse> {
    const [row]: PaymentRow[] = await this.db.query(
      `SELECT ${COLUMNS} FROM payments y WHERE y.id = $1 AND ($2 OR y.customer_id = $3)`,
      [id, isStaff(caller), caller.id],
    );
    if (!row) throw new DomainError('payment_not_found', `There is no payment ${id}.`);
    const shares: ShareRow[] = await this.db.query(
      `SELECT j.provider_id,
              coalesce(sum(j.amount) FILTER (WHERE j.kind = 'principal_share'), 0) AS principal,
              coalesce(sum(j.amount) FILTER (WHERE j.kind = 'interest_share'), 0) AS interest
       FROM journal j WHERE j.payment_id = $1 AND j.kind IN ('principal_share', 'interest_share')
       GROUP BY j.provider_id ORDER BY j.provider_id`,
      [id],
    );
    return toPaymentDetailResponse(
      toPayment(row),
      shares.map((share) => ({
        providerId: share.provider_id,
        principal: BigInt(share.principal),
        interest: BigInt(share.interest),
      })),
      isStaff(caller),
    );
  }
}

function toPayment(row: PaymentRow): Payment {
  return {
    id: row.id,
    loanId: row.loan_id,
    customerId: row.customer_id,
    currency: row.currency,
    amount: BigInt(row.amount),
    principal: BigInt(row.principal),
    interest: BigInt(row.interest),
    valueDate: row.value_date,
    createdAt: row.created_at,
  };
}
