import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { toMinorUnits } from '../http/amounts.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { Clock } from '../database/clock.js';
import { DomainError } from '../runtime/problems.js';
import { Outbox } from '../events/outbox.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import { currencyDecimals, parseRate } from '../lending/money.js';
import { toBankConfigurationResponse, type BankConfigurationResponse } from './bank-config.dto.js';
import { BankConfiguration } from './bank-configuration.entity.js';
import type { ChangeBankConfigurationDto } from './change-bank-config.dto.js';
import type { ScoreBandDto } from './score-band.dto.js';
import { BankConfigQueries } from './bank-config.queries.js';
import { BusinessCalendar } from './business-calendar.js';
import type { ConfigCheck, PlannedChange } from './config-check.js';
import { misfits, unrepayable, type Version } from './config-misfits.js';
import { hasRealMoney } from './direct-money.js';
import { durationOf, installmentPlan } from './installment-plan.js';
import type { ScoreBand } from './score-bands.js';

@Injectable()
export class BankConfigService {
  private readonly checks: ConfigCheck[] = [];

  constructor(
    private readonly transactions: Transactions,
    private readonly queries: BankConfigQueries,
    private readonly clock: Clock,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Modules that refer to the configuration register a check at start-up, so that the configuration need not know them.
   * Checks run in the transaction of a change.
   */
  register(check: ConfigCheck): void {
    this.checks.push(check);
  }

  /** The terms of new loans, as this transaction sees them. Locks nothing. */
  inForce(tx: Tx): Promise<BankConfiguration> {
    return this.queries.inForce(tx);
  }

  /**
   * The terms of new loans, unchanged until this transaction ends: for data that refers to them, such as a mandate that
   * names a score band. Takes the lock of changes, shared and before all rows.
   */
  async hold(tx: Tx): Promise<BankConfiguration> {
    await tx.query('SELECT pg_advisory_xact_lock_shared(2100, 4)');
    return this.queries.inForce(tx);
  }

  /**
   * Appends a version; existing loans keep the terms they were granted on. Omitted fields keep their value, and a
   * change of nothing appends nothing. Throws `validation_failed` when the fields do not fit together, and the refusals
   * of the registered checks.
   */
  async change(change: ChangeBankConfigurationDto, by: Actor): Promise<BankConfigurationResponse> {
    const { current, next, realMoney } = await this.append(change, by.id);
    const changed = toBankConfigurationResponse(next, realMoney);
    if (next !== current) {
      this.audit.record({
        action: 'bank_configuration.change',
        by,
        on: { type: 'bank_configuration', id: String(changed.version) },
        before: toBankConfigurationResponse(current, realMoney),
        after: changed,
      });
    }
    // The change is committed and cannot be undone; if the date cannot advance now, it advances within a second.
    await this.calendar.look().catch(() => undefined);
    return changed;
  }

  /** What `change` would append now, and what it would replace. Refuses in the same cases, and changes nothing. */
  preview(
    change: ChangeBankConfigurationDto,
    authorId: string | null,
  ): Promise<PlannedChange & { today: string }> {
    return this.transactions.run(async (tx) => ({
      ...(await this.planned(tx, change, authorId)),
      today: await this.clock.businessDate(tx),
    }));
  }

  private append(change: ChangeBankConfigurationDto, authorId: string | null): Promise<PlannedChange> {
    return this.transactions.run(async (tx) => {
      // Versions are facts, so there is no row that the application may lock.
      await tx.query('SELECT pg_advisory_xact_lock(2100, 4)');
      const planned = await this.planned(tx, change, authorId);
      if (planned.next !== planned.current) {
        await tx.insert(BankConfiguration, planned.next);
        const { version } = planned.next;
        this.outbox.add(tx, [{ type: 'configuration.changed', data: { version }, actorId: authorId }]);
      }
      return planned;
    });
  }

  private async planned(
    tx: Tx,
    change: ChangeBankConfigurationDto,
    authorId: string | null,
  ): Promise<PlannedChange> {
    const current = await this.queries.inForce(tx);
    const realMoney = await hasRealMoney(tx);
    const unchanged = { current, next: current, realMoney };
    if (Object.values(change).every((value) => value === undefined)) return unchanged;
    const version = nextVersion(current, change);
    if (isSame(version, current)) return unchanged;
    const next = { ...version, createdAt: this.clock.now(), createdBy: authorId };
    if (next.currency !== current.currency && (await hasAmounts(tx))) throw currencyInUse(current.currency);
    const errors = [...misfits(next), ...unrepayable(next, await this.clock.businessDate(tx))];
    if (errors.length > 0) throw invalidFields(errors);
    for (const check of this.checks) {
      const refusal = await check(tx, { current, next, realMoney });
      if (refusal) throw refusal;
    }
    return { current, next, realMoney };
  }
}

/** Refuses another currency while amounts exist in the current one. */
export function currencyInUse(currency: string): DomainError {
  return new DomainError(
    'currency_in_use',
    `Amounts are already kept in ${currency}; another currency needs a separate platform.`,
    { currency },
  );
}

/** Whether money has moved, or loans wait for it. */
async function hasAmounts(tx: Tx): Promise<boolean> {
  const [row]: { some: boolean }[] = await tx.query(
    'SELECT EXISTS (SELECT FROM journal) OR EXISTS (SELECT FROM loans) AS some',
  );
  return row?.some === true;
}

/** Whether the next version equals the current one. */
function isSame(next: Version, { createdAt, createdBy, ...current }: BankConfiguration): boolean {
  return isDeepStrictEqual(
    { ...next, version: current.version, createdAt, createdBy },
    { ...current, createdAt, createdBy },
  );
}

/** Compares rates by value: 0.050 equals 0.05. */
function rate(changed: string | undefined, kept: string): string {
  if (changed === undefined) return kept;
  const [a, b] = [parseRate(changed), parseRate(kept)];
  return a.numerator * b.denominator === b.numerator * a.denominator ? kept : changed;
}

function nextVersion(current: BankConfiguration, change: ChangeBankConfigurationDto): Version {
  const currency = change.currency ?? current.currency;
  const decimals = currencyDecimals(currency);
  const installments = change.installments ?? current.installments;
  const rescaled = (kept: bigint) => rescale(kept, currencyDecimals(current.currency), decimals);
  const amount = (text: string | undefined, kept: bigint, field: string) =>
    text === undefined ? rescaled(kept) : toMinorUnits(text, decimals, field);
  return {
    version: current.version + 1,
    minLoanAmount: amount(change.min_loan_amount, current.minLoanAmount, 'min_loan_amount'),
    maxLoanAmount: amount(change.max_loan_amount, current.maxLoanAmount, 'max_loan_amount'),
    interestRate: rate(change.interest_rate, current.interestRate),
    commissionRate: rate(change.commission_rate, current.commissionRate),
    duration: nextDuration(current, change, installments),
    installments,
    currency,
    allocationPolicy: change.allocation_policy ?? current.allocationPolicy,
    minimumShare: amount(change.minimum_share, current.minimumShare, 'minimum_share'),
    whenUnfunded: change.when_unfunded ?? current.whenUnfunded,
    queueOnRequest: change.queue_on_request ?? current.queueOnRequest,
    disbursement: change.disbursement ?? current.disbursement,
    queueDays: change.queue_days ?? current.queueDays,
    queuePatienceDays: change.queue_patience_days ?? current.queuePatienceDays,
    interestMethod: change.interest_method ?? current.interestMethod,
    dayCount: change.day_count ?? current.dayCount,
    periodInterest: change.period_interest ?? current.periodInterest,
    allocationOrder: change.allocation_order?.join(',') ?? current.allocationOrder,
    prepaymentRebate: change.prepayment_rebate ?? current.prepaymentRebate,
    graceDays: change.grace_days ?? current.graceDays,
    lateInterestRate: rate(change.late_interest_rate, current.lateInterestRate),
    defaultAfterDays: change.default_after_days ?? current.defaultAfterDays,
    reminderDays: change.reminder_days ?? current.reminderDays,
    bankAddress: change.bank_address ?? current.bankAddress,
    timeZone: change.time_zone ?? current.timeZone,
    closingHour: change.closing_hour ?? current.closingHour,
    directPayments: change.direct_payments ?? current.directPayments,
    directDeposits: change.direct_deposits ?? current.directDeposits,
    holdDays: { ...current.holdDays, ...change.hold_days },
    bankWaitDays: change.bank_wait_days ?? current.bankWaitDays,
    bankName: change.bank_name ?? current.bankName,
    publicCalculator: change.public_calculator ?? current.publicCalculator,
    paymentInstructions: change.payment_instructions ?? current.paymentInstructions,
    lettersOnRequest: change.letters_on_request ?? current.lettersOnRequest,
    lettersRequired: change.letters_required ?? current.lettersRequired,
    letterFooter: change.letter_footer ?? current.letterFooter,
    letterLanguage: change.letter_language ?? current.letterLanguage,
    scoreBands:
      change.score_bands?.map((band, index) => toScoreBand(band, index, decimals)) ??
      current.scoreBands.map((band) => ({
        ...band,
        maxLoanAmount: band.maxLoanAmount === null ? null : rescaled(band.maxLoanAmount),
      })),
  };
}

function toScoreBand(band: ScoreBandDto, index: number, decimals: number): ScoreBand {
  const field = `score_bands.${String(index)}.max_loan_amount`;
  return {
    name: band.name,
    minScore: band.min_score,
    maxLoanAmount: band.max_loan_amount ? toMinorUnits(band.max_loan_amount, decimals, field) : null,
    rateAdjustment: band.rate_adjustment ?? '0',
    queuePriority: band.queue_priority ?? index,
  };
}

/** `every` and `unit` imply a duration, so they set it; a duration that disagrees is refused. */
function nextDuration(
  current: BankConfiguration,
  change: ChangeBankConfigurationDto,
  installments: number,
): string {
  if (change.every === undefined && change.unit === undefined) return change.duration ?? current.duration;
  const plan = installmentPlan(current.duration, current.installments);
  const every = change.every ?? plan?.every ?? 1;
  const unit = change.unit ?? plan?.unit ?? 'months';
  const cut = change.duration === undefined ? null : installmentPlan(change.duration, installments);
  if (change.duration !== undefined && cut?.every === every && cut.unit === unit) return change.duration;
  const duration = durationOf(installments, { every, unit });
  if (duration !== null && change.duration === undefined) return duration;
  const plural = `${String(installments)} instalments every ${String(every)} ${unit}`;
  throw invalidFields([
    {
      field: 'every',
      code: 'does_not_fit',
      message:
        duration === null
          ? `${plural} are too long or ambiguous; set duration and installments instead.`
          : `${plural} are ${duration}, not ${String(change.duration)}; leave duration out.`,
    },
  ]);
}

/** The same amount in a currency with other decimals; a fraction of a unit is rounded up. */
export function rescale(minor: bigint, from: number, to: number): bigint {
  if (to >= from) return minor * 10n ** BigInt(to - from);
  const unit = 10n ** BigInt(from - to);
  return (minor + unit - 1n) / unit;
}
