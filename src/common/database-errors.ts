import { DomainError } from './problems.js';

/** Lock, statement and pool time-outs, retries used up: conditions that a later attempt can pass. */
const BUSY_STATES = new Set(['55P03', '57014', '40001', '40P01', '53300', '53400']);
const POOL_TIMEOUT = 'timeout exceeded when trying to connect';
const UNREACHABLE_STATE =
  /^(57P0[1-5]|08...|25P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|ENOENT)$/;
const CONNECTION_LOST = /Connection terminated|not queryable/;

/** The SQLSTATE (or Node error code) of a driver error, wherever TypeORM has put it. */
export function sqlState(error: unknown): string | undefined {
  const holder = error as { code?: unknown; driverError?: { code?: unknown } } | null;
  const code = holder?.driverError?.code ?? holder?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The named constraint that a statement violated, if that is what went wrong. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(sqlState(error) ?? '').startsWith('23')) return undefined;
  const constraint = (error as { driverError?: { constraint?: unknown } }).driverError?.constraint;
  return typeof constraint === 'string' ? constraint : undefined;
}

/** True when the database is gone or going, which every request feels alike. */
export function isUnreachable(error: unknown): boolean {
  return (
    UNREACHABLE_STATE.test(sqlState(error) ?? '') ||
    (error instanceof Error && CONNECTION_LOST.test(error.message))
  );
}

/** A failure that will pass (limits and lost connections) as `service_busy`; null for anything else. */
export function asBusy(error: unknown): DomainError | null {
  if (isUnreachable(error)) {
    return new DomainError(
      'service_busy',
      'The database cannot be reached right now. Nothing was changed; try again shortly.',
    );
  }
  const timedOut = error instanceof Error && error.message.includes(POOL_TIMEOUT);
  if (timedOut || BUSY_STATES.has(sqlState(error) ?? '')) {
    return new DomainError(
      'service_busy',
      'Too much is going on at once. Nothing was changed; try again shortly.',
    );
  }
  return null;
}
