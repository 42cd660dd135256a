import { isDate } from '../lending/dates.js';
import { MoneyFormatError, parseMoney } from '../lending/money.js';
import { UsageError } from './output.js';

/** A float keeps 15 decimal digits exactly as they were written. */
const SURE_DIGITS = 15;
const MAX_RATE_LENGTH = 30;
const UNIT_DECIMALS = 12;

/**
 * The members of one case from outside. Reads are strict about the meaning of a member, but accept numbers written as
 * numbers or as text. A fault is a UsageError of one sentence that names the case and the member.
 */
export class CaseMembers {
  private readonly wanted = new Set<string>();

  constructor(
    readonly id: string | number,
    private readonly members: Readonly<Record<string, unknown>>,
    private readonly path = '',
  ) {}

  has(name: string): boolean {
    this.wanted.add(name);
    return this.members[name] !== undefined && this.members[name] !== null;
  }

  /** The members that were not read so far, with their paths. */
  unused(): string[] {
    return Object.keys(this.members)
      .filter((name) => !this.wanted.has(name))
      .map((name) => this.path + name);
  }

  object(name: string): CaseMembers {
    const value = this.value(name);
    if (!isObject(value)) throw this.fault(name, 'must be an object');
    return new CaseMembers(this.id, value, `${this.path}${name}.`);
  }

  /** A list of dated amounts, each an object with `date` and `amount` or a pair of both. */
  datedAmounts(name: string): CaseMembers[] {
    const value = this.value(name);
    if (!Array.isArray(value)) throw this.fault(name, 'must be a list');
    return value.map((item: unknown, index) => {
      const path = `${name}[${String(index)}]`;
      const pair: unknown[] | undefined = Array.isArray(item) ? item : undefined;
      if (pair?.length === 2) {
        return new CaseMembers(this.id, { date: pair[0], amount: pair[1] }, `${this.path}${path}.`);
      }
      if (isObject(item)) return new CaseMembers(this.id, item, `${this.path}${path}.`);
      throw this.fault(path, 'must have a date and an amount');
    });
  }

  text(name: string): string {
    const value = this.value(name);
    if (typeof value !== 'string') throw this.fault(name, `must be a text, not ${shown(value)}`);
    return value;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.value(name);
    const found = values.find((each) => each === value);
    if (found === undefined) throw this.fault(name, `must be ${alternatives(values)}, not ${shown(value)}`);
    return found;
  }

  /** A list of some of these values, without duplicates. */
  someOf<T extends string>(name: string, values: readonly T[]): T[] {
    const value = this.value(name);
    const given: readonly unknown[] = Array.isArray(value) ? value : [];
    const found = values.filter((each) => given.includes(each));
    if (given.length === 0 || found.length !== given.length) {
      throw this.fault(name, `must be a list of ${values.join(', ')}, without duplicates`);
    }
    return given as T[];
  }

  flag(name: string): boolean {
    const value = this.value(name);
    if (value !== true && value !== false) throw this.fault(name, 'must be true or false');
    return value;
  }

  wholeNumber(name: string, min: number, max: number): number {
    const text = this.numeral(name);
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw this.fault(name, `must be a whole number from ${String(min)} to ${String(max)}, not "${text}"`);
    }
    return value;
  }

  /** A calendar date, not before another one. */
  date(name: string, notBefore?: string): string {
    const value = this.value(name);
    if (typeof value !== 'string' || !isDate(value)) {
      throw this.fault(name, `must be a date such as "2026-01-31", not ${shown(value)}`);
    }
    if (notBefore !== undefined && value < notBefore) {
      throw this.fault(name, `must not be before ${notBefore}`);
    }
    return value;
  }

  /** An exact decimal without a sign, such as a rate. */
  decimal(name: string): string {
    const text = this.numeral(name);
    if (!/^\d+(\.\d+)?$/.test(text) || text.length > MAX_RATE_LENGTH) {
      throw this.fault(name, `must be a plain decimal such as "9.99", not "${text}"`);
    }
    return text;
  }

  /** An amount above zero with at most that many decimals, as text. */
  amount(name: string, decimals: number): string {
    const text = this.numeral(name);
    if (this.minor(name, text, decimals) === 0n) throw this.fault(name, 'must be more than zero');
    return text;
  }

  /** An amount with its sign, in units of 10^-12 so that nothing is rounded; rates do not depend on the unit. */
  signedUnits(name: string): bigint {
    const text = this.numeral(name);
    const units = this.minor(name, text.replace(/^-/, ''), UNIT_DECIMALS);
    return text.startsWith('-') ? -units : units;
  }

  /** `signedUnits` of an amount above zero. */
  units(name: string): bigint {
    return parseMoney(this.amount(name, UNIT_DECIMALS), UNIT_DECIMALS);
  }

  /** A UsageError of one sentence about a member. */
  fault(name: string, what: string): UsageError {
    return new UsageError(`Case ${String(this.id)}: ${this.path}${name} ${what}.`);
  }

  private minor(name: string, text: string, decimals: number): bigint {
    try {
      return parseMoney(text, decimals);
    } catch (error) {
      if (error instanceof MoneyFormatError) throw this.fault(name, `${error.message}, not "${text}"`);
      throw error;
    }
  }

  private numeral(name: string): string {
    const value = this.value(name);
    if (typeof value === 'string') return value;
    if (typeof value !== 'number') throw this.fault(name, `must be a number or a text, not ${shown(value)}`);
    const text = String(value);
    if (text.replace(/\D/g, '').length > SURE_DIGITS) {
      throw this.fault(name, 'has more digits than a JSON number keeps: write it as text');
    }
    return text;
  }

  private value(name: string): unknown {
    if (!this.has(name)) throw this.fault(name, 'is missing');
    return this.members[name];
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function alternatives(values: readonly string[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
