import { Offline, Refused, SessionOver } from '../api/errors';
import { useSpeech, type Key, type Speech } from '../words/speech';

/** The facts of problems that are amounts, by the name that the words have for them. */
const AMOUNTS: Record<string, string> = {
  min: 'min_loan_amount',
  max: 'max_loan_amount',
  available: 'available',
  remaining: 'remaining_balance',
  wallet: 'wallet_amount',
};

/** An error in words of the page: the API's own are English. */
export function inWords(error: unknown, { say, has, money }: Speech): string {
  if (error instanceof Offline) return say('error.offline');
  if (error instanceof SessionOver) return say('error.sessionOver');
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
  return has(key) ? say(key, { ...Object.fromEntries(amounts), seconds }) : say('error.unknown');
}

/** What is wrong with one field. */
export function fieldFault(field: string, code: string, { say, has }: Pick<Speech, 'say' | 'has'>): string {
  const key = [`fault.${field}.${code}`, `fault.${code}`].find((each): each is Key => has(each));
  return say(key ?? 'fault.invalid');
}

/** What is wrong with a field of a request that was refused; undefined: nothing. */
export function useFaultOf(error: unknown): (field: string) => string | undefined {
  const speech = useSpeech();
  const errors = error instanceof Refused ? (error.problem.errors ?? []) : [];
  return (name) => {
    const found = errors.find(({ field }) => field === name);
    return found && fieldFault(found.field, found.code, speech);
  };
}

/** The error above a form, read aloud when it appears. */
export function ErrorNote({ error }: { error: unknown }) {
  const speech = useSpeech();
  if (error === null || error === undefined) return null;
  return (
    <div className="note bad" role="alert">
      {inWords(error, speech)}
    </div>
  );
}
