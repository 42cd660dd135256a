import { daysBetween } from '../lending/dates.js';
import { shortNumbersIn } from './payment-references.js';
import type { StatementLine } from './statement.js';

/** A transfer whose money the statement may show. `arrives` is what the bank sees of it: without the gateway's fee. */
export interface AwaitedTransfer {
  id: string;
  direction: 'in' | 'out';
  gateway: string;
  gatewayRef: string | null;
  arrives: bigint;
  partyId: string | null;
  party: string;
  since: string;
  /** Somebody has to look at it: it is never settled by itself. */
  isInReview: boolean;
}

/** What has a number that a remittance text names. */
export interface Numbered {
  number: number;
  kind: 'loan' | 'customer' | 'provider';
  id: string;
  partyId: string;
  /** A loan itself, if it was paid out; of a customer, the loans on which something is owed; of a provider, none. */
  loans: readonly string[];
}

/** An instalment that is due about now: the next one of a loan. */
export interface DueInstalment {
  loanId: string;
  party: string;
  amount: bigint;
  dueOn: string;
}

export const EXPLANATION_KINDS = ['transfer', 'payout', 'loan', 'provider', 'customer'] as const;

/**
 * What a line may be explained by: a transfer that it settles, a gateway's payout (by the gateway's name for it), or new
 * money for a loan, a provider or a customer.
 */
export interface Explanation {
  kind: (typeof EXPLANATION_KINDS)[number];
  id: string;
}

/** `exact`: may be booked as it is. `suggested`: somebody has to choose; nothing of it is booked by itself. */
export interface Proposal {
  certainty: 'exact' | 'suggested';
  explanations: Explanation[];
}

export interface MatchFacts {
  transfers: readonly AwaitedTransfer[];
  numbers: readonly Numbered[];
  due: readonly DueInstalment[];
  /** For how many days the line of a transfer that staff noted is waited for. */
  waitDays: number;
  /** The payout that a text names, of a gateway whose payouts arrive on the account. */
  payoutIn?: (text: string) => string | null;
}

/** How far apart look-alikes are. */
export const ALIKE_DAYS = 5;
const MOST_SUGGESTIONS = 5;

/**
 * Proposes for each line what it is, in this order: a transfer that it names; our number in its text; a transfer or
 * instalment of the same amount, a name on the line, and about the same date, which is only ever suggested. No transfer
 * is proposed as exact for two lines. Null: nobody knows.
 */
export function proposeMatches(lines: readonly StatementLine[], facts: MatchFacts): (Proposal | null)[] {
  const find = finders(facts);
  const taken = new Set<string>();
  return lines.map((line) => {
    const found =
      byReference(line, find) ??
      byPayout(line, find) ??
      byNumber(line, find, taken) ??
      byLikeness(line, find);
    const [only] = found?.explanations ?? [];
    if (found?.certainty !== 'exact' || only?.kind !== 'transfer') return found;
    // Two lines that name one transfer: the second is for somebody to look at.
    if (taken.has(only.id)) return { ...found, certainty: 'suggested' };
    taken.add(only.id);
    return found;
  });
}

type Finders = ReturnType<typeof finders>;

/** What a line may look like. */
interface Lookalike {
  words: string[];
  on: string;
  explanation: Explanation;
}

function finders({ transfers, numbers, due, waitDays, payoutIn = () => null }: MatchFacts) {
  const transfersNamed = new Map<string, AwaitedTransfer[]>();
  const transfersOf = new Map<string | null, AwaitedTransfer[]>();
  const lookalikes: (Lookalike & { amount: bigint })[] = [];
  for (const transfer of transfers) {
    push(transfersNamed, transfer.id.replaceAll('-', ''), transfer);
    if (transfer.gatewayRef !== null) push(transfersNamed, transfer.gatewayRef.toLowerCase(), transfer);
    push(transfersOf, transfer.partyId, transfer);
    lookalikes.push({
      words: wordsOf(transfer.party),
      amount: signedArrival(transfer),
      on: transfer.since,
      explanation: { kind: 'transfer', id: transfer.id },
    });
  }
  for (const { loanId, party, amount, dueOn } of due) {
    lookalikes.push({ words: wordsOf(party), amount, on: dueOn, explanation: { kind: 'loan', id: loanId } });
  }
  const numbered = new Map(numbers.map((one) => [one.number, one]));
  return { transfersNamed, transfersOf, alike: byRarestWord(lookalikes), numbered, waitDays, payoutIn };
}

/** All words of a name must be on a line, so one of them leads to it: the rarest, as many share an amount and a surname. */
function byRarestWord(lookalikes: readonly (Lookalike & { amount: bigint })[]): Map<string, Lookalike[]> {
  const counts = new Map<string, number>();
  for (const { words } of lookalikes) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const groups = new Map<string, Lookalike[]>();
  for (const one of lookalikes) {
    const [rarest] = one.words.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
    if (rarest !== undefined) push(groups, lookalikeKey(rarest, one.amount), one);
  }
  return groups;
}

const lookalikeKey = (word: string, amount: bigint) => `${word} ${String(amount)}`;

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

/** As the statement writes it: what leaves is negative. */
function signedArrival({ direction, arrives }: AwaitedTransfer): bigint {
  return direction === 'in' ? arrives : -arrives;
}

/** Our EndToEndId, or the gateway's own reference. Another amount than awaited is for somebody to look at. */
function byReference(line: StatementLine, find: Finders): Proposal | null {
  const texts = [line.endToEndId, line.bankRef, ...line.remittance.split(' ')].filter(
    (text) => text !== null,
  );
  const named = new Set(
    texts.flatMap((text) => {
      const reference = text.toLowerCase();
      return (
        find.transfersNamed.get(reference) ?? find.transfersNamed.get(reference.replaceAll('-', '')) ?? []
      );
    }),
  );
  const [first, ...others] = named;
  if (first === undefined) return null;
  const isExact = others.length === 0 && signedArrival(first) === line.amount && !first.isInReview;
  return proposal(
    isExact,
    [...named].map(({ id }) => ({ kind: 'transfer', id })),
  );
}

/** The name that a gateway gave to its payout. What is in it, the gateway is asked. */
function byPayout(line: StatementLine, find: Finders): Proposal | null {
  for (const text of [line.endToEndId, line.bankRef, line.remittance]) {
    const id = text === null ? null : find.payoutIn(text);
    if (id !== null) return proposal(true, [{ kind: 'payout', id }]);
  }
  return null;
}

/**
 * Our number in the text of incoming money. What staff had noted as on its way is settled by it before anything new is
 * booked; two such notes, or two numbers, are for somebody to look at.
 */
function byNumber(line: StatementLine, find: Finders, taken: ReadonlySet<string>): Proposal | null {
  if (line.amount < 0n) return null;
  const named = shortNumbersIn(line.remittance).flatMap((number) => find.numbered.get(number) ?? []);
  const [first, ...others] = named;
  if (first === undefined) return null;
  const places = [
    ...new Map(named.flatMap(placesOf).map((place) => [JSON.stringify(place), place])).values(),
  ];
  if (places.length === 0) return null;
  if (others.some(({ partyId }) => partyId !== first.partyId)) return proposal(false, places);
  const noted = (find.transfersOf.get(first.partyId) ?? []).filter(
    (transfer) =>
      transfer.gateway === 'bank' && signedArrival(transfer) === line.amount && !taken.has(transfer.id),
  );
  const notes = noted.map(({ id }): Explanation => ({ kind: 'transfer', id }));
  const isLate = noted.some(
    ({ since, isInReview }) => isInReview || Math.abs(daysBetween(since, line.bookedOn)) > find.waitDays,
  );
  // An old note may be this money, or money that never came: then this is new.
  if (isLate) return proposal(false, [...notes, ...places]);
  if (noted.length > 0) return proposal(noted.length === 1, notes);
  // Money needs a loan or a fund to go to.
  return proposal(places.length === 1 && places[0]?.kind !== 'customer', places);
}

/** A customer's number means the loan on which something is owed, where there is one. */
function placesOf({ kind, id, loans }: Numbered): Explanation[] {
  if (kind === 'provider') return [{ kind: 'provider', id }];
  if (kind === 'customer' && loans.length === 0) return [{ kind: 'customer', id }];
  return loans.map((id) => ({ kind: 'loan', id }));
}

function byLikeness(line: StatementLine, find: Finders): Proposal | null {
  const words = new Set(wordsOf(`${line.counterparty ?? ''} ${line.remittance}`));
  const alike = [...words]
    .flatMap((word) => find.alike.get(lookalikeKey(word, line.amount)) ?? [])
    .filter((one) => one.words.every((word) => words.has(word)))
    .map((one) => ({ ...one, days: Math.abs(daysBetween(one.on, line.bookedOn)) }))
    .filter(({ days }) => days <= ALIKE_DAYS)
    .sort((a, b) => a.days - b.days);
  return alike.length === 0
    ? null
    : proposal(
        false,
        alike.map(({ explanation }) => explanation),
      );
}

function proposal(isExact: boolean, explanations: Explanation[]): Proposal {
  return {
    certainty: isExact ? 'exact' : 'suggested',
    explanations: explanations.slice(0, MOST_SUGGESTIONS),
  };
}

/** The words of a name as banks write it: capitals without accents, in any order. */
function wordsOf(name: string): string[] {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toUpperCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]{2,}/gu) ?? [])];
}
