import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { DomainError } from '../runtime/problems.js';
import type { Caller } from './access.js';
import type { FactorResponse } from './factors.dto.js';
import { SessionsService } from './sessions.service.js';

@Injectable()
export class FactorsQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly sessions: SessionsService,
  ) {}

  /** The second factor of the caller. Throws `not_authenticated` when the account is gone or disabled. */
  async of({ id, role }: Caller): Promise<FactorResponse> {
    const [row]: { since: Date | null; left: number }[] = await this.db.query(
      `SELECT u.factor_since AS since,
         (SELECT count(*)::int FROM recovery_codes r WHERE r.user_id = u.id AND r.used_at IS NULL) AS left
       FROM users u WHERE u.id = $1 AND u.is_active`,
      [id],
    );
    if (!row) throw new DomainError('not_authenticated', 'This account is not active.');
    return {
      is_on: row.since !== null,
      since: row.since === null ? null : row.since.toISOString(),
      is_required: this.sessions.needsFactor(role),
      recovery_codes_left: row.left,
    };
  }
}
