import { Injectable } from '@nestjs/common';
import { conditions, readPage, type Page } from '../http/paging.js';
import { assertInOrder } from '../http/filters.js';
import { Replicas } from '../database/replicas.js';
import { daysBetween } from '../lending/dates.js';
import {
  shownEntries,
  toJournalEntryResponse,
  type JournalEntryResponse,
  type JournalQuery,
} from './journal.dto.js';

/** Entries and the entries that reverse them, each found by an index. The indexes on events leave reversals out. */
const withReversals = (events: string) => `j.id = ANY (ARRAY(
  WITH e AS (${events})
  SELECT e.id FROM e UNION ALL SELECT r.id FROM e JOIN journal r ON r.reverses_id = e.id))`;

const OF_LOAN = withReversals(`
  SELECT o.id FROM journal o WHERE o.loan_id = $? AND o.payment_id IS NULL AND o.reverses_id IS NULL
  UNION ALL SELECT o.id FROM payments y JOIN journal o ON o.payment_id = y.id
  WHERE y.loan_id = $? AND o.reverses_id IS NULL`);

const OF_PAYMENT = withReversals(
  'SELECT o.id FROM journal o WHERE o.payment_id = $? AND o.reverses_id IS NULL',
);

/** A range longer than this covers so much of the journal that any scan soon meets its rows. */
const FEW_DAYS = 31;

/**
 * The first or last id of a range of dates, read from the index on dates (OFFSET 0 keeps the planner to it). Without
 * this bound, a page from March last year would be searched from today backwards.
 */
const edge = (comparison: '>=' | '<=') => `j.id ${comparison} (
  SELECT r.id FROM (
    SELECT e.id FROM journal e
    WHERE e.business_date >= lower($?::daterange) AND e.business_date < upper($?::daterange) OFFSET 0) r
  ORDER BY r.id ${comparison === '>=' ? 'ASC' : 'DESC'} LIMIT 1)`;

@Injectable()
export class JournalQueries {
  constructor(private readonly db: Replicas) {}

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
      shownEntries,
      {
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
      toJournalEntryResponse,
    );
  }
}
