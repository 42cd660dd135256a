import { Injectable } from '@nestjs/common';
import { databaseTime } from '../runtime/database-time.js';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { shownRowsOf } from '../database/entity-columns.js';
import { conditions, readPage, type Page, type PageQuery } from '../http/paging.js';
import type { Caller } from './access.js';
import { UserSession } from './session.entity.js';
import type { SessionResponse } from './sessions.dto.js';

const shownSessions = shownRowsOf(UserSession, 's', [
  'id',
  'createdAt',
  'lastUsedAt',
  'expiresAt',
  'address',
  'userAgent',
]);

@Injectable()
export class SessionsQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Where the caller is signed in now, latest sign-in first. */
  list(query: PageQuery, url: string, caller: Caller): Promise<Page<SessionResponse>> {
    return readPage(
      this.db.manager,
      shownSessions,
      {
        where: [
          ...conditions({ 's.user_id = $?': caller.id }),
          { sql: 's.ended_at IS NULL AND s.expires_at > $?', value: new Date(databaseTime.now()) },
        ],
        query,
        url,
        exactCount: true,
      },
      (row) => ({
        id: row.id,
        current: row.id === caller.session,
        created_at: row.createdAt,
        last_used_at: row.lastUsedAt,
        expires_at: row.expiresAt,
        address: row.address,
        user_agent: row.userAgent,
      }),
    );
  }
}
