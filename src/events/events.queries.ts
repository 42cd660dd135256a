import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { isStaff, type Caller } from '../auth/access.js';
import { asBank } from '../database/person.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import { oneOrMore } from '../http/filters.js';
import { conditions, readPage } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import {
  shownEvents,
  shownEventsToProvider,
  toEventResponse,
  type EventListQuery,
  type EventListResponse,
  type EventResponse,
} from './events.dto.js';
import { FIRST_SEQ } from './kept-events.js';

@Injectable()
export class EventsQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly replicas: Replicas,
    private readonly quickReads: QuickReads,
  ) {}

  /**
   * A provider's own events, or all of them for staff, by their numbers. What the page does not have is not there: its last
   * number was given before it was read, and what was forgotten or archived until then is below its first.
   */
  async list(query: EventListQuery, url: string, caller: Caller): Promise<EventListResponse> {
    const forStaff = isStaff(caller);
    const { quickly } = this.replicas;
    // The numbers of all events are the bank's.
    const [given] = await asBank(() =>
      quickly.query<{ last: string }[]>('SELECT last_seq AS last FROM event_sequencer'),
    );
    const page = await readPage(
      this.replicas,
      forStaff ? shownEvents : shownEventsToProvider,
      {
        by: 'seq',
        where: conditions({
          'e.provider_id = $?': forStaff ? undefined : caller.id,
          'e.seq > $?': query.after_seq,
          'e.type = ANY ($?)': oneOrMore(query.type),
          'e.loan_id = $?': query.loan,
        }),
        query,
        url,
        exactCount: query.count === 'exact',
        indexed: query.type === undefined,
      },
      (row) => toEventResponse(row, forStaff),
    );
    const [kept] = await asBank(() => quickly.query<{ first: string }[]>(FIRST_SEQ));
    return { ...page, first_seq: Number(kept?.first), last_seq: Number(given?.last) };
  }

  /** Throws `event_not_found`, also for an event that is not a provider's own. */
  async getEvent(id: string, caller: Caller): Promise<EventResponse> {
    const forStaff = isStaff(caller);
    const shown = forStaff ? shownEvents : shownEventsToProvider;
    const [row] = await shown.find(this.quickReads, 'WHERE e.id = $1 AND ($2 OR e.provider_id = $3)', [
      id,
      forStaff,
      caller.id,
    ]);
    if (!row) throw new DomainError('event_not_found', `There is no event ${id}.${await this.whereElse(id)}`);
    return toEventResponse(row, forStaff);
  }

  /** That the events of an id's month are in an archive, in words. */
  private async whereElse(id: string): Promise<string> {
    const rows = await asBank(() =>
      this.quickReads.query<{ month: string }[]>(
        `SELECT to_char(a.month, 'YYYY-MM') AS month FROM event_archives a
         WHERE $1 >= first_event_id(a.month) AND $1 < first_event_id((a.month + interval '1 month')::date) LIMIT 1`,
        [id],
      ),
    );
    return rows.map(({ month }) => ` Events of ${month} are in an archive.`).join('');
  }

  /** The newest events, the last one last, as staff see them. */
  async newest(count: number): Promise<EventResponse[]> {
    const rows = await shownEvents.find(this.replicas, 'ORDER BY e.seq DESC LIMIT $1', [count]);
    return rows.reverse().map((row) => toEventResponse(row, true));
  }

  /** The next events after a number, as staff see them. */
  async after(seq: number, most: number): Promise<EventResponse[]> {
    const rows = await shownEvents.find(this.replicas, 'WHERE e.seq > $1 ORDER BY e.seq LIMIT $2', [
      seq,
      most,
    ]);
    return rows.map((row) => toEventResponse(row, true));
  }

  /** Whether events are committed that have no number yet. */
  async isAnyWaiting(): Promise<boolean> {
    // By the index, which passes over rows that are gone; a scan of the table would look at each of them.
    const rows: unknown[] = await this.db.query('SELECT entry_no FROM outbox ORDER BY entry_no LIMIT 1', []);
    return rows.length > 0;
  }

  async countWaiting(): Promise<number> {
    const [row]: { count: number }[] = await this.db.query(
      'SELECT coalesce(sum(count), 0)::int AS count FROM outbox',
      [],
    );
    return row?.count ?? 0;
  }
}
