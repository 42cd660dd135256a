import { IsIn, IsOptional } from 'class-validator';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IsCount } from '../http/filters.js';
import { formatMoney } from '../lending/money.js';
import type { Finding, ProofScope } from './check.js';

/** A proof of everything, or of what was written since the newest seal. */
export const PROOF_KINDS = ['full', 'incremental'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

export class ProofQuery {
  /**
   * Staff only, and not with `as_of`. `full` reads everything again. `incremental` reads what was written since the end
   * of the newest sealed business date, all of each loan that something was written for, and the balances of all
   * providers: it takes a second or two however many loans there are. Until a date is sealed it is a full one.
   * @example "incremental"
   */
  @IsOptional()
  @IsIn(PROOF_KINDS)
  kind?: ProofKind;

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
  /**
   * Milliseconds; checks that were made in one statement share its time equally.
   * @example 4
   */
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
  /**
   * `full`: everything was read. `incremental`: what was written since `sealed_on`.
   * @example "incremental"
   */
  kind!: ProofKind;
  /**
   * The newest business date up to whose end the books were proved and sealed; null before the first.
   * @example "2026-11-22"
   */
  sealed_on!: string | null;
  /**
   * How old this proof is, in seconds.
   * @example 42
   */
  age_seconds!: number;
  /**
   * When this server last began a full proof that it finished; null before the first since its start.
   * @example "2026-11-23T02:00:00.000Z"
   */
  full_proved_at!: string | null;
  /**
   * What this proof did not read, in words; null when it read everything.
   * @example "Rows written up to the end of 2026-11-22 for loans that nothing was written for since. They were proved before they were sealed; a full proof reads them again."
   */
  not_read!: string | null;
  /** @example "USD" */
  currency!: string;
  checks!: CheckResponse[];
}

export interface MadeProof {
  kind: ProofKind;
  sealedOn: string | null;
  findings: readonly Finding[];
  scope: ProofScope;
  provedAt: Date;
  currency: { code: string; decimals: number };
}

/** A proof as the API shows it at a moment. */
export function toProofResponse(
  { kind, sealedOn, findings, scope, provedAt, currency }: MadeProof,
  now: Date,
  fullProvedAt: Date | null,
): ProofResponse {
  const money = (minor: string) => formatMoney(BigInt(minor.split('.')[0] ?? '0'), currency.decimals);
  return {
    ok: findings.every(({ ok }) => ok),
    as_of: scope.asOf,
    proved_at: provedAt.toISOString(),
    kind,
    sealed_on: sealedOn,
    age_seconds: Math.max(0, Math.floor((now.getTime() - provedAt.getTime()) / 1000)),
    full_proved_at: fullProvedAt?.toISOString() ?? null,
    not_read: kind === 'full' || sealedOn === null ? null : notRead(sealedOn),
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

function notRead(sealedOn: string): string {
  return (
    `Rows written up to the end of ${sealedOn} for loans that nothing was written for since. They were proved before ` +
    'they were sealed; a full proof reads them again.'
  );
}
