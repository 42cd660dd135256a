import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { QueryFailedError } from 'typeorm';
import {
  asBusy,
  isShared,
  isUnreachable,
  NoConnection,
  refusesWrites,
  violatedConstraint,
} from './database-errors.js';

/** What TypeORM makes of an error of the driver. */
const failed = (driverError: Error) => new QueryFailedError('SELECT 1', [], driverError);

function answer(code: string, severity = 'ERROR'): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('no', 2, 'error'), { code, severity });
}

describe('what a failure of the database means', () => {
  it.each([
    '40001',
    '40P01',
    '40003',
    '53000',
    '53100',
    '53200',
    '53300',
    '53400',
    '55P03',
    '55006',
    '57014',
  ])('%s passes: the service is busy', (code) => {
    expect(asBusy(failed(answer(code)))?.code).toBe('service_busy');
    expect(isUnreachable(failed(answer(code)))).toBe(false);
  });

  it.each(['08006', '08003', '57P01', '57P02', '57P03', '57P05', '25P03', '25P04', '28P01', '3D000'])(
    '%s means that there is no database to speak to',
    (code) => {
      expect(isUnreachable(failed(answer(code, 'FATAL')))).toBe(true);
      expect(asBusy(answer(code, 'FATAL'))?.code).toBe('service_busy');
    },
  );

  it.each(['53100', '58030', '58000', '25006'])('%s means that nothing can be kept', (code) => {
    expect(refusesWrites(failed(answer(code)))).toBe(true);
    expect(isShared(failed(answer(code)))).toBe(true);
  });

  it.each(['42P01', '22003', '23505', 'XX000', '08P01', '0A000'])('%s is a fault of ours', (code) => {
    expect(asBusy(failed(answer(code)))).toBeNull();
  });

  it('knows what a pooler says of itself from a statement that is wrong', () => {
    expect(isUnreachable(answer('08P01', 'FATAL'))).toBe(true);
  });

  it('knows the network by the call that failed, not by the name of the error', () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' });
    const unheardOf = Object.assign(new Error('?'), { code: 'ENETUNHEARDOF', syscall: 'read' });
    const noFile = Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open', path: '/x' });
    expect([refused, failed(unheardOf), new AggregateError([refused, refused])].map(isUnreachable)).toEqual([
      true,
      true,
      true,
    ]);
    expect(isUnreachable(noFile)).toBe(false);
    expect(isUnreachable(new Error('behind', { cause: new NoConnection('gone') }))).toBe(true);
    expect(isUnreachable(new TypeError('a bug'))).toBe(false);
  });

  it('finds the constraint in an error of TypeORM and in that of the driver', () => {
    const error = Object.assign(answer('23505'), { constraint: 'users_username_key' });
    expect([error, failed(error)].map(violatedConstraint)).toEqual([
      'users_username_key',
      'users_username_key',
    ]);
    expect(violatedConstraint(answer('40001'))).toBeUndefined();
  });
});
