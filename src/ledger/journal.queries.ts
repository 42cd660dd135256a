import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { conditions, readPage, type Page } from '../common/paging.js';
import { assertInOrder } from '../common/ranges.js';
import { daysBetween } from '../lending/dates.js';
import {
  toJournalEntryResponse,
  type JournalEntryResponse,
  type JournalQuery,
  type JournalRow,
} from './journal.dto.js';

const COLUMNS = `j.id, j.posted_at, j.business_date, j.kind, j.debit_account, j.debit_owner, j.credit_account,
  j.credit_owner, j.amount, j.currency, j.loan_id, j.payment_id, j.reverses_id`;

/** By the two indexes that know of loans: that of its own events, and that of its payments' events. */
const OF_LOAN = `j.id = ANY (ARRAY(
  SELECT e.id FROM journal e WHERE e.loan_id = $? AND e.payment_id IS NULL
  UNION ALL SELECT e.id FROM payments y JOIN journal e ON e.payment_id = y.id WHERE y.loan_id = $?))`;

/** By its index; as a list, so that no page is looked for in the whole journal. */
const OF_PAYMENT = 'j.id = ANY (ARRAY(SELECT e.id FROM journal e WHERE e.payment_id = $?))';

/** More days than this are spread over so much of the journal that any walk through it meets them soon. */
const FEW_DAYS = 31;

/**
 * The first and last id of a range of dates, read by the index on dates (OFFSET 0 keeps the planner to it): without
 * them a page of last year's March would be looked for from today backwards.
 */
const edge = (comparison: '>=' | '<=') => `j.id ${comparison} (
  SELECT r.id FROM (
    SELECT e.id FROM journal e
    WHERE e.business_date >= lower($?::daterange) AND e.business_date < upper($?::daterange) OFFSET 0) r
  ORDER BY r.id ${comparison === '>=' ? 'ASC' : 'DESC'} LIMIT 1)`;

@Injectable()
export class JournalQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The journal, newest first. Throws `validation_failed` for a range of dates that ends before it begins. */
  async list(query: JournalQuery, url: string): Promise<Page<JournalEntryResponse>> {
    const { from, to, loan, payment, provider } = query;
    assertInOrder(['from', from], ['to', to]);
    const isNarrow = (loan ?? payment ?? provider) !== undefined;
    const days =
      from !== undefined && to !== undefined && !isNarrow && daysBetween(from, to) < FEW_DAYS
        ? `[${from},${to}]`
        : undefined;
    return readPage(
      this.db,
      {
        columns: COLUMNS,
        from: 'journal j',
        id: 'j.id',
        where: conditions({
          [OF_LOAN]: loan,
          [OF_PAYMENT]: payment,
          'j.provider_id = $?': provider,
          'j.kind = $?': query.kind,
          '(j.debit_account = $? OR j.credit_account = $?)': query.account,
          'j.business_date >= $?': from,
          'j.business_date <= $?': to,
          [edge('>=')]: days,
          [edge('<=')]: days,
        }),
        query,
        url,
        exactCount: query.count === 'exact',
      },
      (row: JournalRow) => toJournalEntryResponse(row),
    );
  }
}
