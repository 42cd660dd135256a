import { RefusedStart } from './refused-start.js';

/** The environment is not valid. The message lists every fault. */
export class ConfigError extends RefusedStart {}

/** Reads variables and collects their faults. An empty variable counts as absent. */
export class Environment {
  private readonly faults: string[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  text(name: string): string | undefined {
    const value = this.env[name]?.trim();
    return value === '' ? undefined : value;
  }

  integer(name: string, min: number, max: number, fallback: number): number {
    const fits = (text: string) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max;
    const value = this.checked(name, fits, `a whole number from ${String(min)} to ${String(max)}`);
    return value === undefined ? fallback : Number(value);
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const isKnown = (text: string) => values.includes(text as T);
    return (this.checked(name, isKnown, `one of ${values.join(', ')}`) as T | undefined) ?? fallback;
  }

  /**
   * The value when it passes; undefined when it is absent; otherwise undefined, and records a fault. Never shows a
   * secret.
   */
  checked(
    name: string,
    passes: (text: string) => boolean,
    expected: string,
    kind: 'plain' | 'secret' = 'plain',
  ): string | undefined {
    const value = this.text(name);
    if (value === undefined || passes(value)) return value;
    this.fault(name, expected, kind);
    return undefined;
  }

  fault(name: string, expected: string, kind: 'plain' | 'secret' = 'secret'): void {
    const value = this.text(name);
    const secret = `(${String(value?.length)} characters, not shown)`;
    const given = value === undefined ? 'is not set' : kind === 'secret' ? `is ${secret}` : `is "${value}"`;
    this.faults.push(`  ${name} ${given}; expected: ${expected}`);
  }

  throwFaults(): void {
    if (this.faults.length === 0) return;
    throw new ConfigError(`The settings in the environment are not valid:\n${this.faults.join('\n')}`);
  }
}
