import pg from 'pg';
import { DomainError } from '../runtime/problems.js';

/** There is no connection to the database: it could not be made, broke, or went silent. */
export class NoConnection extends Error {}

const POOL_TIMEOUT = 'timeout exceeded when trying to connect';
/**
 * Classes of SQLSTATE by what they mean for the caller. 08 connection, 28 and 3D connection refused, 57P server
 * starting or stopping, 25P03 and later: idle session ended.
 */
const UNREACHABLE = /^(08|28|3D|57P|25P0[3-9])/;
/** 53100 disk full, 58 refused by the operating system, 25006 read-only (a standby, as after a failover). */
const NO_WRITES = /^(53100|58|25006)/;
/** 40 rolled back (deadlock, serialization), 53 out of a resource, 55 lock or object in use, 57 cancelled. */
const BUSY = /^(40|53|55|57)/;
/** Network errors: only the name of the system call shows that they come from the network. */
const NETWORK_CALL = /^(connect|read|write|shutdown|getaddrinfo)/;

/** The error and its causes. */
function* layersOf(error: unknown): Generator<Error> {
  for (let layer = error; layer instanceof Error;) {
    yield layer;
    const { driverError, cause } = layer as { driverError?: unknown; cause?: unknown };
    layer = driverError === layer ? cause : (driverError ?? cause);
  }
}

/** The SQLSTATE (or Node error code) of a driver error, wherever TypeORM has put it. */
export function sqlState(error: unknown): string | undefined {
  for (const layer of layersOf(error)) {
    const { code } = layer as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return undefined;
}

/** The named constraint that a statement violated, if any. */
export function violatedConstraint(error: unknown): string | undefined {
  for (const layer of layersOf(error)) {
    if (layer instanceof pg.DatabaseError && layer.code?.startsWith('23') === true) return layer.constraint;
  }
  return undefined;
}

/** True when the database is unreachable or stopping, which affects every request alike. */
export function isUnreachable(error: unknown): boolean {
  for (const layer of layersOf(error)) {
    if (layer instanceof NoConnection) return true;
    if (layer instanceof pg.DatabaseError) {
      // A pooler reports its own failure as fatal; as a plain error it means our statement is wrong.
      if (layer.code === '08P01') return layer.severity !== 'ERROR';
      return UNREACHABLE.test(layer.code ?? '');
    }
    const { code, syscall, path } = layer as NodeJS.ErrnoException;
    const isOfNetwork = syscall !== undefined && NETWORK_CALL.test(syscall) && path === undefined;
    if (code !== undefined && isOfNetwork) return true;
    if (layer instanceof AggregateError && layer.errors.length > 0) return layer.errors.every(isUnreachable);
  }
  return false;
}

/** True when the database answers but cannot store anything: its disk is full or fails, or it is read-only. */
export function refusesWrites(error: unknown): boolean {
  return NO_WRITES.test(sqlState(error) ?? '');
}

/** True when a failure is not the request's own fault: the next request would meet it as well. */
export function isShared(error: unknown): boolean {
  return (
    isUnreachable(error) ||
    refusesWrites(error) ||
    isPoolTimeout(error) ||
    sqlState(error)?.startsWith('53') === true ||
    isOutcomeUnknown(error)
  );
}

/** True when the connection was lost after COMMIT had been sent. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'outcome_unknown';
}

/** True when a lock was not granted in time. */
export function isLockTimeout(error: unknown): boolean {
  return sqlState(error) === '55P03';
}

/** A failure that will pass (limits, full disks, lost connections) as `service_busy`; null for anything else. */
export function asBusy(error: unknown): DomainError | null {
  if (isUnreachable(error)) {
    return new DomainError(
      'service_busy',
      'The database cannot be reached right now. Nothing was changed; try again shortly.',
    );
  }
  if (refusesWrites(error)) {
    return new DomainError(
      'service_busy',
      'The database accepts no changes right now. Nothing was changed; try again later.',
    );
  }
  if (isPoolTimeout(error) || BUSY.test(sqlState(error) ?? '')) return tooMuch();
  return null;
}

/** The refusal of a request that was, or would be, answered too late. */
export function tooMuch(): DomainError {
  return new DomainError(
    'service_busy',
    'Too much is going on at once. Nothing was changed; try again shortly.',
  );
}

function isPoolTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.includes(POOL_TIMEOUT);
}
