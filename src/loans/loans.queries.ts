import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { asBank } from '../database/person.js';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { searchByCustomer } from '../auth/search-by-customer.js';
import { BUSINESS_DATE } from '../database/clock.js';
import { entityRowsOf, type Reader } from '../database/entity-columns.js';
import { assertInOrder, oneOrMore, shownName } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { KnownGateways } from '../transfers/known-gateways.js';
import { inTransitTo } from '../transfers/under-way.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import type { LoanDetailResponse, LoanListQuery, ShownLoanResponse } from './loan-list.dto.js';
import { isOutgrown, owedByOutgrown, type Owed } from './loan-today.js';
import { IS_OPEN, Loan } from './loan.entity.js';
import { shownAutopay } from './shown-autopay.js';
import type { AutopayResponse } from './shown-autopay.dto.js';
import { shownLoans, toSeenLoanResponse, type ListedLoan, type LoanResponse } from './loans.dto.js';

const FUNDED_BY = 'EXISTS (SELECT FROM fundings f WHERE f.loan_id = l.id AND f.provider_id = $?)';

/** Which loans a caller may see. */
const CONCERNS: Record<Caller['role'], string> = {
  customer: 'l.customer_id = $?',
  provider: FUNDED_BY,
  staff: '$?::uuid IS NOT NULL',
  admin: '$?::uuid IS NOT NULL',
};

/** One loan by id, if the caller may see it. */
const one = (caller: Caller) => `WHERE l.id = $1 AND ${CONCERNS[caller.role].replace('$?', '$2')}`;

type NamedLoan = ListedLoan & { customerName?: string };

const listedLoans = shownLoans.and<{ today: string }>({ today: BUSINESS_DATE });
const namedLoans = listedLoans.and<{ customerName: string }>(
  { customerName: shownName('c') },
  'LEFT JOIN users c ON c.id = l.customer_id',
);
/** Only staff see the customer's name; others are spared the join. */
const shownTo = (caller: Caller) => (isStaff(caller) ? namedLoans : listedLoans);

/** What the list may be sorted by. A loan that is later has the earlier date. */
const SORTS = {
  next_due_date: 'l.next_due_on',
  days_past_due: `(${BUSINESS_DATE} - l.next_due_on)`,
  amount: 'l.amount',
  remaining_balance: `CASE WHEN l.status IN ('queued', 'cancelled') THEN 0 ELSE l.amount_due - l.total_paid END`,
  customer_name: `lower(${shownName('c')})`,
};

const wholeLoans = entityRowsOf(Loan, 'l');

@Injectable()
export class LoansQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly replicas: Replicas,
    private readonly quickReads: QuickReads,
    private readonly gateways: KnownGateways,
  ) {}

  /**
   * A customer's own loans, those a provider funded, or all of them for staff. Throws `validation_failed` for a range
   * that ends before it begins, and for filters that the caller may not use.
   */
  async list(query: LoanListQuery, url: string, caller: Caller): Promise<Page<ShownLoanResponse>> {
    const narrowed = filters(query, caller);
    const searched = await searchByCustomer(this.db, query.search, {
      rows: 'loans l',
      ids: ['l.id'],
      owner: 'l.customer_id',
      user: 'c',
      number: '(l.number = $? OR l.customer_id = (SELECT n.id FROM customers n WHERE n.number = $?))',
    });
    const page = await readPage(
      this.replicas,
      shownTo(caller),
      {
        where: conditions({
          'l.customer_id = $?': caller.role === 'customer' ? caller.id : undefined,
          [FUNDED_BY]: caller.role === 'provider' ? caller.id : query.provider,
          'l.customer_id = ($?)': query.customer,
          ...narrowed,
          ...searched,
        }),
        query,
        url,
        sorts: SORTS,
        exactCount: !isStaff(caller) || query.count === 'exact',
        indexed: isIndexed(query, caller),
      },
      (row: NamedLoan) => row,
    );
    const owed = await owedToday(this.db.manager, page.results);
    const results = page.results.map((row) => toShownLoan(row, caller, owed.get(row.id)));
    await this.addInTransit(this.db.manager, results);
    return { ...page, results };
  }

  /** As `getLoan`, with the customer's name for staff, and with autopay where it was set. */
  async showLoan(id: string, caller: Caller): Promise<LoanDetailResponse> {
    const [loan]: NamedLoan[] = await shownTo(caller).find(this.quickReads, one(caller), [id, caller.id]);
    if (!loan) throw new DomainError('loan_not_found', `There is no loan ${id}.`);
    const shown = toShownLoan(loan, caller, (await owedToday(this.db.manager, [loan])).get(loan.id));
    await this.addInTransit(this.db.manager, [shown]);
    const isItsBusiness = this.gateways.names.length > 0 && caller.role !== 'provider';
    const autopay = isItsBusiness ? await shownAutopay(this.quickReads, id) : null;
    return autopay === null ? shown : { ...shown, autopay };
  }

  /** How a loan is collected by itself. Throws `loan_not_found` as `getLoan` does, and `autopay_not_found`. */
  async getAutopay(id: string, caller: Caller): Promise<AutopayResponse> {
    await this.getWholeLoan(id, caller);
    const autopay = await shownAutopay(this.quickReads, id);
    if (autopay) return autopay;
    throw new DomainError('autopay_not_found', `Nothing is collected by itself for the loan ${id}.`);
  }

  /**
   * Throws `loan_not_found`, also for a loan that does not concern the caller. Inside a transaction, pass its manager.
   */
  async getLoan(id: string, caller: Caller, manager: Reader = this.db.manager): Promise<LoanResponse> {
    const [loan] = await listedLoans.find(manager, one(caller), [id, caller.id]);
    if (!loan) throw new DomainError('loan_not_found', `There is no loan ${id}.`);
    const seen = toSeenLoanResponse(loan, caller, (await owedToday(manager, [loan])).get(loan.id));
    await this.addInTransit(manager, [seen]);
    return seen;
  }

  /** The whole loan, for code that derives figures from it. Throws `loan_not_found` as `getLoan` does. */
  async getWholeLoan(id: string, caller: Caller): Promise<Loan> {
    const [loan] = await wholeLoans.find(this.quickReads, one(caller), [id, caller.id]);
    if (!loan) throw new DomainError('loan_not_found', `There is no loan ${id}.`);
    return loan;
  }

  /** Without gateways nothing is ever in transit, and nothing is said of it. */
  private async addInTransit(manager: Pick<Reader, 'query'>, loans: readonly LoanResponse[]): Promise<void> {
    if (this.gateways.names.length === 0) return;
    // Lenders see how much their borrower has under way, and nothing else of it.
    const inTransit = await asBank(() =>
      inTransitTo(
        manager,
        loans.map(({ id }) => id),
      ),
    );
    for (const loan of loans) {
      loan.in_transit = formatMoney(inTransit.get(loan.id) ?? 0n, currencyDecimals(loan.currency));
    }
  }
}

function owedToday(manager: Reader, loans: readonly ListedLoan[]): Promise<Map<string, Owed>> {
  const outgrown = loans.filter((loan) => isOutgrown(loan, loan.today));
  return owedByOutgrown(
    manager,
    outgrown.map(({ id }) => id),
    outgrown[0]?.today ?? '',
  );
}

function toShownLoan(loan: NamedLoan, caller: Caller, owed?: Owed): ShownLoanResponse {
  // Spreading each row into a copy took a twentieth of a list's time.
  return Object.assign(toSeenLoanResponse(loan, caller, owed), {
    customer_name: loan.customerName ?? null,
  });
}

/** Whether an index leads to the page, without passing over more rows than one customer has. */
function isIndexed(query: LoanListQuery, caller: Caller): boolean {
  if (caller.role === 'customer') return true;
  const { provider, search, started_from: from, started_to: to } = query;
  const passing = [provider, search, query.due, query.days_past_due_from, query.days_past_due_to, from, to];
  return isStaff(caller) && passing.every((sent) => sent === undefined) && !query.status?.includes(',');
}

/** Days from today. */
const DUE_WITHIN = { today: 0, week: 6 };

/** The filters of a list, besides which loans the caller may see. */
function filters(query: LoanListQuery, caller: Caller): Record<string, unknown> {
  const { provider, search, days_past_due_from: lateFrom, days_past_due_to: lateTo } = query;
  const isOwn = caller.role === 'provider' && provider?.toLowerCase() === caller.id;
  const byName = query.ordering.endsWith('customer_name') ? query.ordering : undefined;
  assertStaffFilters(caller, { search, provider: isOwn ? undefined : provider, ordering: byName });
  assertInOrder(['days_past_due_from', lateFrom], ['days_past_due_to', lateTo]);
  assertInOrder(['started_from', query.started_from], ['started_to', query.started_to]);
  const statuses = oneOrMore(query.status);
  return {
    // An index has the loans of one status in order.
    'l.status = $?': statuses?.length === 1 ? statuses[0] : undefined,
    'l.status = ANY ($?)': statuses?.length === 1 ? undefined : statuses,
    [`l.next_due_on <= ${BUSINESS_DATE} - $?::int`]: lateFrom === 0 ? undefined : lateFrom,
    [`(l.next_due_on IS NULL OR l.next_due_on >= ${BUSINESS_DATE} - $?::int)`]: lateTo,
    [`${IS_OPEN} AND l.next_due_on BETWEEN ${BUSINESS_DATE} AND ${BUSINESS_DATE} + $?::int`]:
      query.due === undefined ? undefined : DUE_WITHIN[query.due],
    'l.start_on >= $?': query.started_from,
    'l.start_on <= $?': query.started_to,
  };
}
