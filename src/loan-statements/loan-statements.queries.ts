import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { isStaff, type Caller } from '../auth/access.js';
import { Clock } from '../database/clock.js';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { Replicas } from '../database/replicas.js';
import { invalidFields } from '../http/validation.js';
import { explainInterest } from '../lending/explain.js';
import { loanPosition, payoffOn, type InstallmentPosition } from '../lending/loan-position.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { installmentTotal } from '../lending/installment.js';
import { claimAt, paymentsAround } from '../loans/loan-payments.js';
import { assertPaidOut } from '../loans/loan-summary.js';
import { termsOf } from '../loans/loan-terms.js';
import { LoanEvent } from '../loans/loan-event.entity.js';
import type { Loan } from '../loans/loan.entity.js';
import { LoansQueries } from '../loans/loans.queries.js';
import { toExplanationResponse } from './explanation.dto.js';
import type {
  HappeningResponse,
  HistoryQuery,
  LoanScheduleResponse,
  PayoffResponse,
  ScheduleQuery,
  ScheduleRowResponse,
} from './loan-statements.dto.js';

const happened = shownRowsOf(LoanEvent, 'h', [
  'id',
  'entryNo',
  'kind',
  'businessDate',
  'createdAt',
  'amount',
  'paymentId',
  'actorId',
  'statusBefore',
  'statusAfter',
  'balanceBefore',
  'balanceAfter',
]).and<{ detail: string | null }>(
  { detail: "coalesce(nullif(n.text, ''), h.detail)" },
  'LEFT JOIN notes n ON n.id = h.note_id',
);

/** What borrowers, providers and staff ask about a loan: schedule, payoff figure, history. */
@Injectable()
export class LoanStatements {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly replicas: Replicas,
    private readonly loans: LoansQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * The instalments at the end of a business date, from the payments up to it. Throws `loan_not_found`,
   * `loan_not_paid_out`.
   */
  async schedule(id: string, query: ScheduleQuery, caller: Caller): Promise<LoanScheduleResponse> {
    const loan = await this.loans.getWholeLoan(id, caller);
    assertPaidOut(loan);
    const today = await this.clock.businessDate(this.db);
    const asOf = query.as_of ?? today;
    if (asOf < loan.startOn) throw outOfRange('as_of', `from ${loan.startOn} on, when the loan began`);
    const writtenOffOn = loan.writtenOffOn !== null && asOf >= loan.writtenOffOn ? loan.writtenOffOn : null;
    const cut = writtenOffOn ?? asOf;
    const { before, after } = await paymentsAround(this.db, loan);
    const terms = termsOf(loan);
    const recovered = after.reduce((sum, { on, amount }) => sum + (on <= asOf ? amount : 0n), 0n);
    const claim = claimAt(terms, before, writtenOffOn);
    const position = loanPosition(terms, before, cut);
    const money = (minor: bigint) => formatMoney(minor, currencyDecimals(loan.currency));
    const explained = query.explain === undefined ? [] : explainInterest(terms, before, cut);
    return {
      loan: loan.id,
      currency: loan.currency,
      as_of: cut,
      // Today the loan's own word holds: the close of a date makes a loan overdue, not its beginning.
      status: writtenOffOn !== null ? 'written_off' : asOf === today ? loan.status : position.state,
      days_past_due: position.daysPastDue,
      rows: position.installments.map((row, index) => {
        const explanation = explained[index];
        return {
          ...toRow(row, cut, money),
          ...(explanation ? { explanation: toExplanationResponse(explanation, money) } : {}),
        };
      }),
      totals: {
        principal: money(position.principal),
        interest: money(position.interest),
        penalty: money(position.penalty),
        total: money(position.principal + position.interest + position.penalty),
        paid: money(position.paid),
        outstanding: money(position.outstanding),
        recovered: money(recovered),
        left_to_recover: money(writtenOffOn === null ? 0n : claim - recovered),
      },
    };
  }

  /** The payoff figure on a date, today or later. Throws `loan_not_found`, `loan_not_paid_out`. */
  async payoff(id: string, asked: string | undefined, caller: Caller): Promise<PayoffResponse> {
    const loan = await this.loans.getWholeLoan(id, caller);
    assertPaidOut(loan);
    const today = await this.clock.businessDate(this.db);
    const date = asked ?? today;
    if (date < today) throw outOfRange('date', `from today on, ${today}`);
    const { before } = await paymentsAround(this.db, loan);
    const left = loan.amountDue - loan.totalPaid;
    const figure =
      loan.writtenOffOn === null
        ? { ...payoffOn(termsOf(loan), before, date), recovery: 0n }
        : { principal: 0n, interest: 0n, penalty: 0n, recovery: left, total: left };
    const money = (minor: bigint) => formatMoney(minor, currencyDecimals(loan.currency));
    return {
      loan: loan.id,
      date,
      principal: money(figure.principal),
      interest: money(figure.interest),
      penalty: money(figure.penalty),
      recovery: money(figure.recovery),
      total: money(figure.total),
      currency: loan.currency,
    };
  }

  /** Everything that happened to the loan. Throws `loan_not_found`. */
  async history(
    id: string,
    query: HistoryQuery,
    url: string,
    caller: Caller,
  ): Promise<Page<HappeningResponse>> {
    const loan = await this.loans.getWholeLoan(id, caller);
    return readPage(
      this.replicas,
      happened,
      {
        by: 'entryNo',
        where: conditions({ 'h.loan_id = $?': id }),
        query,
        url,
        exactCount: true,
        indexed: true,
      },
      (row) => toHappening(row, loan, caller),
    );
  }
}

function toRow(row: InstallmentPosition, on: string, money: (minor: bigint) => string): ScheduleRowResponse {
  return {
    nr: row.nr,
    due_date: row.dueOn,
    days: row.days,
    principal: money(row.principal),
    interest: money(row.interest),
    penalty: money(row.penalty),
    total_due: money(installmentTotal(row) + row.penalty),
    paid: money(row.paid),
    outstanding: money(row.outstanding),
    balance: money(row.balance),
    state: stateOf(row, on),
  };
}

function stateOf(
  { outstanding, dueOn, paid }: InstallmentPosition,
  on: string,
): ScheduleRowResponse['state'] {
  if (outstanding === 0n) return 'paid';
  if (dueOn < on) return 'overdue';
  if (dueOn === on) return 'due';
  return paid > 0n ? 'partly_paid' : 'upcoming';
}

function toHappening(row: RowOf<typeof happened>, loan: Loan, caller: Caller): HappeningResponse {
  const money = (minor: string) => formatMoney(minor, currencyDecimals(loan.currency));
  return {
    id: row.id,
    kind: row.kind,
    business_date: row.businessDate,
    created_at: row.createdAt,
    amount: row.amount === null ? null : money(row.amount),
    payment: caller.role === 'provider' ? null : row.paymentId,
    detail: row.detail,
    actor: isStaff(caller) ? row.actorId : null,
    before:
      row.statusBefore === null
        ? null
        : { status: row.statusBefore, remaining_balance: money(row.balanceBefore ?? '0') },
    after: {
      status: row.statusAfter,
      remaining_balance: money(row.balanceAfter),
    },
  };
}

function outOfRange(field: string, range: string) {
  return invalidFields([{ field, code: 'range', message: `${field} must be a date ${range}.` }]);
}
