import { Injectable } from '@nestjs/common';
import { databaseTime } from '../runtime/database-time.js';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { conditions, readPage, type Page, type PageQuery } from '../http/paging.js';
import type { Caller } from './access.js';
import type { SessionResponse } from './sessions.dto.js';

interface SessionRow {
  id: string;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
  address: string;
  user_agent: string;
}

@Injectable()
export class SessionsQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Where the caller is signed in now, latest sign-in first. */
  list(query: PageQuery, url: string, caller: Caller): Promise<Page<SessionResponse>> {
    return readPage(
      this.db,
      {
        columns: 's.id, s.created_at, s.last_used_at, s.expires_at, s.address, s.user_agent',
        from: 'sessions s',
        id: 's.id',
        where: [
          ...conditions({ 's.user_id = $?': caller.id }),
          { sql: 's.ended_at IS NULL AND s.expires_at > $?', value: new Date(databaseTime.now()) },
        ],
        query,
        url,
        exactCount: true,
      },
      (row: SessionRow) => ({
        id: row.id,
        current: row.id === caller.session,
        created_at: row.created_at.toISOString(),
        last_used_at: row.last_used_at.toISOString(),
        expires_at: row.expires_at.toISOString(),
        address: row.address,
        user_agent: row.user_agent,
      }),
    );
  }
}
