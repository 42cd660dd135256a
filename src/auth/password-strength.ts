import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** What is known about the owner of the password. */
export interface Person {
  username: string;
  firstName?: string;
  lastName?: string;
  email?: string;
}

/** On zxcvbn's scale of 0 to 4: 3 takes more than 10^8 guesses, which the sign-in limits never allow. */
const STRONG = 3;
/** The part of a password that is judged: the time grows with the square of the length. */
const JUDGED = 32;
/** At least this many letters and digits must remain when names are removed. */
const OWN = 6;
const OF_THIS_PLATFORM = ['loan', 'loans', 'management', 'platform', 'bank', 'lending', 'password'];

let judge: Promise<ZxcvbnFactory> | undefined;

/** Why a password is easy to guess, for people; null when it is not. The first call reads the word lists. */
export async function weaknessOf(password: string, person: Person): Promise<string | null> {
  const names = namesOf(person);
  if (ownCharacters(password, names) < OWN) return 'it is little more than a name. Add words of your own.';
  judge ??= loadJudge();
  const zxcvbn = await judge;
  // One strong part makes the whole strong.
  const parts = [password.slice(0, JUDGED), ...(password.length > JUDGED ? [password.slice(-JUDGED)] : [])];
  let advice = '';
  for (const part of parts) {
    const { score, feedback } = zxcvbn.check(part, [...names, ...OF_THIS_PLATFORM]);
    if (score >= STRONG) return null;
    advice = [feedback.warning, ...feedback.suggestions].filter((text) => text).join(' ');
  }
  return `it is easy to guess. ${advice || 'Add more words that are less common.'}`;
}

async function loadJudge(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
    // With more, a text of many `@` and `$` would take seconds.
    l33tMaxSubstitutions: 5,
  });
}

function namesOf({ username, firstName = '', lastName = '', email = '' }: Person): string[] {
  const words = [username, firstName, lastName, email].flatMap((text) => [
    text,
    ...text.split(/[^\p{L}\p{N}]+/u),
  ]);
  return [...new Set(words.map(folded).filter((word) => word.length >= 3))].sort(
    (a, b) => b.length - a.length,
  );
}

function ownCharacters(password: string, names: readonly string[]): number {
  const rest = names.reduce((text, name) => text.replaceAll(name, ' '), folded(password));
  return Array.from(rest.matchAll(/[^\s\p{P}]/gu)).length;
}

const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
