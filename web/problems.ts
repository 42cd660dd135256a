import { KeyNotUsed, Offline, Refused, SessionOver } from './errors';
import type { Values } from './speech';
import type common from './words/common.json';
import type problems from './words/problems.json';

type Key = keyof typeof common | keyof typeof problems;

/** What it takes to word a problem, which all pages have. */
interface Speaker {
  say: (key: Key, values?: Values) => string;
  has: (key: string) => boolean;
  money: (amount: string, currency: string) => string;
}

/** The facts of problems that are amounts, by the name that the words have for them. */
const AMOUNTS: Record<string, string> = {
  min: 'min_loan_amount',
  max: 'max_loan_amount',
  available: 'available',
  remaining: 'remaining_balance',
  wallet: 'wallet_amount',
};

/** An error in words of the page: the API's own are English. */
export function inWords(error: unknown, { say, has, money }: Speaker): string {
  if (error instanceof Offline) return say('error.offline');
  if (error instanceof SessionOver) return say('error.sessionOver');
  if (error instanceof KeyNotUsed) return say('error.keyNotUsed');
  if (!(error instanceof Refused)) return say('error.unknown');
  const { problem } = error;
  if (problem.code === 'validation_failed' && problem.errors) {
    const faults = problem.errors.map(({ field, code }) => fieldFault(field, code, { say, has }));
    return [...new Set(faults)].join(' ');
  }
  const currency = typeof problem.currency === 'string' ? problem.currency : null;
  const amounts = Object.entries(AMOUNTS).map(([name, fact]): [string, string] => {
    const value = problem[fact];
    return [name, typeof value === 'string' && currency !== null ? money(value, currency) : '—'];
  });
  const seconds = typeof problem.retry_after === 'number' ? problem.retry_after : 60;
  const key = `problem.${problem.code}`;
  return has(key) ? say(key as Key, { ...Object.fromEntries(amounts), seconds }) : say('error.unknown');
}

/** What is wrong with one field. */
export function fieldFault(field: string, code: string, { say, has }: Pick<Speaker, 'say' | 'has'>): string {
  const key = [`fault.${field}.${code}`, `fault.${code}`].find((each) => has(each));
  return say((key as Key | undefined) ?? 'fault.invalid');
}
