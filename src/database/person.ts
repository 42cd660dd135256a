import { AsyncLocalStorage } from 'node:async_hooks';

/** The roles that a person's reads take on. */
export const PERSON_ROLES = ['loans_customer', 'loans_provider'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Whom a request reads for, as the database knows it: the role with the policies, and the person that they compare. */
export interface Person {
  role: PersonRole;
  id: string;
}

/** A request's place for its person, which is known only once the caller was admitted. */
export interface Reading {
  person: Person | null;
}

const readings = new AsyncLocalStorage<Reading>();
const BANK: Reading = { person: null };

/** Runs a request, or a part of one, whose reads are for whomever `reading` names by the time they are sent. */
export function reading<T>(forWhom: Reading, work: () => T): T {
  return readings.run(forWhom, work);
}

/**
 * Runs reads of the bank's own within the request of a person: what it decides or counts over other people's rows, of
 * which the answer shows none. Say why at each use.
 */
export function asBank<T>(work: () => T): T {
  return readings.getStore() === undefined ? work() : readings.run(BANK, work);
}

/**
 * The same work, for whom the reads are now, wherever it is called from later: a stream asks for its next part in events
 * of its socket, which know nothing of the request.
 */
export function keepingPerson<A extends unknown[], T>(work: (...args: A) => T): (...args: A) => T {
  const own = readings.getStore();
  return own === undefined ? work : (...args) => readings.run(own, () => work(...args));
}

/** Whom the present reads are for; null: the bank. */
export function personNow(): Person | null {
  return readings.getStore()?.person ?? null;
}

/** From now on the request's reads are for this person. */
export function readsFor(person: Person): void {
  const own = readings.getStore();
  if (own !== undefined && own !== BANK) own.person = person;
}

/** What could name somebody else, or leave the role, within one statement. */
const LEAVES =
  /set_config|lmp\.person|query_to_xml|cursor_to_xml|table_to_xml|schema_to_xml|database_to_xml|U&/i;
const READS = /^\s*(SELECT|WITH)\b/i;
const checked = new Map<string, boolean>();
/** A bound on memory for texts that are built for one request. */
const MOST_CHECKED = 1000;

/**
 * Throws for a statement that a person's read may not be: one that writes or begins a transaction, or that could change
 * whom it reads for.
 */
export function assertPersonMayRead(text: string): void {
  let fits = checked.get(text);
  if (fits === undefined) {
    fits = (READS.test(text) || text.startsWith('EXPLAIN (FORMAT JSON) SELECT')) && !LEAVES.test(text);
    if (checked.size < MOST_CHECKED) checked.set(text, fits);
  }
  if (!fits) {
    throw new Error(
      'a read for a customer or a provider is one SELECT, which leaves its role alone; what the bank does meanwhile needs asBank',
    );
  }
}
