import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { DomainError } from '../runtime/problems.js';
import type { Caller } from './access.js';
import type { FactorResponse } from './factors.dto.js';
import { toKeyResponse } from './keys.dto.js';
import { SecurityKeys } from './security-keys.service.js';
import { SessionsService } from './sessions.service.js';

/** As JSON has it. */
interface Kept {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
}

@Injectable()
export class FactorsQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly sessions: SessionsService,
    private readonly keys: SecurityKeys,
  ) {}

  /** The second factor of the caller. Throws `not_authenticated` when the account is gone or disabled. */
  async of({ id, role }: Caller): Promise<FactorResponse> {
    const [row]: { since: Date | null; left: number; app: boolean; keys: Kept[] }[] = await this.db.query(
      `SELECT u.factor_since AS since,
         (SELECT count(*)::int FROM recovery_codes r WHERE r.user_id = u.id AND r.used_at IS NULL) AS left,
         EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS app,
         (SELECT coalesce(json_agg(json_build_object('id', k.id, 'name', k.name, 'createdAt', k.created_at,
            'lastUsedAt', k.last_used_at) ORDER BY k.created_at, k.id), '[]')
          FROM security_keys k WHERE k.user_id = u.id) AS keys
       FROM users u WHERE u.id = $1 AND u.is_active`,
      [id],
    );
    if (!row) throw new DomainError('not_authenticated', 'This account is not active.');
    return {
      is_on: row.since !== null,
      since: row.since === null ? null : row.since.toISOString(),
      is_required: this.sessions.needsFactor(role),
      recovery_codes_left: row.left,
      has_app: row.app,
      keys: row.keys.map(({ createdAt, lastUsedAt, ...key }) =>
        toKeyResponse({
          ...key,
          createdAt: new Date(createdAt),
          lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt),
        }),
      ),
      keys_possible: this.keys.arePossible,
    };
  }
}
