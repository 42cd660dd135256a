import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { shownRowsOf, type Reader, type RowOf } from '../database/entity-columns.js';
import { Replicas } from '../database/replicas.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoansQueries } from '../loans/loans.queries.js';
import { PaymentPromise } from './payment-promise.entity.js';
import { PAID } from './promise-payments.js';
import type { PromiseListQuery, PromiseResponse } from './promises.dto.js';

const promises = shownRowsOf(PaymentPromise, 'p').and<{
  paidSoFar: string;
  currency: string;
  said: string | null;
}>(
  {
    paidSoFar: `CASE p.state WHEN 'open' THEN ${PAID} ELSE p.paid END`,
    currency: 'l.currency',
    said: "nullif(n.text, '')",
  },
  'JOIN loans l ON l.id = p.loan_id JOIN notes n ON n.id = p.note_id',
);

@Injectable()
export class PromisesQueries {
  constructor(
    private readonly replicas: Replicas,
    private readonly loans: LoansQueries,
  ) {}

  /** The promises of a loan. Throws `loan_not_found`, also for a loan that does not concern the caller. */
  async list(
    loanId: string,
    query: PromiseListQuery,
    url: string,
    caller: Caller,
  ): Promise<Page<PromiseResponse>> {
    await this.loans.getWholeLoan(loanId, caller);
    return readPage(
      this.replicas,
      promises,
      { by: 'entryNo', where: conditions({ 'p.loan_id = $?': loanId }), query, url, exactCount: true },
      (row) => toPromiseResponse(row, isStaff(caller)),
    );
  }

  /** Promises by id, as staff see them, in the transaction that has written or changed them. */
  async shown(tx: Reader, ids: readonly string[]): Promise<Map<string, PromiseResponse>> {
    const rows = await promises.find(tx, 'WHERE p.id = ANY ($1)', [ids]);
    return new Map(rows.map((row) => [row.id, toPromiseResponse(row, true)]));
  }
}

function toPromiseResponse(row: RowOf<typeof promises>, forStaff: boolean): PromiseResponse {
  const money = (minor: string) => formatMoney(minor, currencyDecimals(row.currency));
  return {
    id: row.id,
    loan: row.loanId,
    amount: money(row.amount),
    currency: row.currency,
    due_on: row.dueOn,
    channel: row.channel,
    state: row.state,
    paid: money(row.paidSoFar),
    made_on: row.madeOn,
    resolved_on: row.resolvedOn,
    note: forStaff ? row.said : null,
    made_by: forStaff ? row.madeBy : null,
    created_at: row.createdAt,
  };
}
