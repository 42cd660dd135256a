import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { serverFault } from './server-check.js';

const LIMITS = {
  preparedStatements: false,
  statementTimeoutMs: 30_000,
  lockTimeoutMs: 5000,
  idleInTransactionTimeoutMs: 60_000,
};

/** A server of a version that keeps all settings of a session. */
function server(version: string, name: string): DataSource {
  const session = {
    version,
    name,
    role: 'loans',
    time_zone: 'UTC',
    isolation: 'read committed',
    statement_timeout: '30s',
    lock_timeout: '5s',
    idle_timeout: '1min',
  };
  const runner = { query: () => Promise.resolve([session]), release: () => Promise.resolve() };
  return { createQueryRunner: () => runner } as unknown as DataSource;
}

describe('a server of one’s own', () => {
  it('is refused when it is older than PostgreSQL 15, and told so', async () => {
    expect(await serverFault(server('140011', '14.11 (Debian)'), LIMITS)).toBe(
      'The server is PostgreSQL 14.11 (Debian); this platform needs 15 or later.',
    );
    expect(await serverFault(server('150000', '15.0'), LIMITS)).toBeNull();
  });
});
