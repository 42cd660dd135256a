import { IsOptional } from 'class-validator';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IsCount } from '../http/filters.js';
import { formatMoney } from '../lending/money.js';
import type { Finding, ProofScope } from './check.js';

export class ProofQuery {
  /**
   * Prove the books as of the end of this business date, from the journal alone.
   * @example "2026-11-22"
   */
  @IsOptional()
  @IsCalendarDate('2026-11-22')
  as_of?: string;

  @IsCount(
    'Staff only: accept a proof of everything that this server began at most this many seconds ago. A proof reads all ' +
      'the books, so a page that many people open should set this. Without it, and with `as_of`, they are proved now.',
    86_400,
    900,
  )
  max_age?: number;
}

export class ViolationResponse {
  /**
   * The subject in words: a provider, a loan, a payment, a participation, or several.
   * @example "loan 0198c0de-4444-7000-8000-000000000001"
   */
  subject!: string;
  /** @example "25000.00" */
  expected!: string;
  /** @example "25000.01" */
  actual!: string;
}

export class CheckResponse {
  /** @example "provider_fund" */
  name!: string;
  /**
   * The promise that holds when the check passes.
   * @example "Each fund equals its journal account."
   */
  promise!: string;
  /** @example true */
  ok!: boolean;
  /**
   * How many subjects were checked.
   * @example 3
   */
  checked!: number;
  /**
   * The total over all subjects as it should be.
   * @example "25000.00"
   */
  expected!: string;
  /**
   * The total over all subjects as it is.
   * @example "25000.00"
   */
  actual!: string;
  /** @example 0 */
  violation_count!: number;
  /** The first twenty subjects for which the promise does not hold. */
  violations!: ViolationResponse[];
  /** @example 4 */
  ms!: number;
}

export class ProofResponse {
  /**
   * True when every check holds.
   * @example true
   */
  ok!: boolean;
  /**
   * The business date that was proved; null means now.
   * @example "2026-11-22"
   */
  as_of!: string | null;
  /**
   * When the proof began to read; it does not include later changes.
   * @example "2026-11-23T10:00:00.000Z"
   */
  proved_at!: string;
  /** @example "USD" */
  currency!: string;
  checks!: CheckResponse[];
}

export function toProofResponse(
  findings: readonly Finding[],
  scope: ProofScope,
  provedAt: Date,
  currency: { code: string; decimals: number },
): ProofResponse {
  const money = (minor: string) => formatMoney(BigInt(minor.split('.')[0] ?? '0'), currency.decimals);
  return {
    ok: findings.every(({ ok }) => ok),
    as_of: scope.asOf,
    proved_at: provedAt.toISOString(),
    currency: currency.code,
    checks: findings.map(({ violationCount, violations, expected, actual, ...finding }) => ({
      ...finding,
      expected: money(expected),
      actual: money(actual),
      violation_count: violationCount,
      violations: violations.map((violation) => ({
        subject: violation.subject,
        expected: money(violation.expected),
        actual: money(violation.actual),
      })),
    })),
  };
}
