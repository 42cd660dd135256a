import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** What is known about whose password it is. */
export interface Person {
  username: string;
  firstName?: string;
  lastName?: string;
  email?: string;
}

/** Of zxcvbn's 0 to 4: 3 takes more than 10^8 guesses, which the limits on sign-in never let through. */
const STRONG = 3;
/** What is judged of a password: judging takes longer with the square of the length. */
const JUDGED = 32;
/** So many letters and digits must be left when names are taken out. */
const OWN = 6;
const OF_THIS_PLATFORM = ['loan', 'loans', 'management', 'platform', 'bank', 'lending', 'password'];

let judge: Promise<ZxcvbnFactory> | undefined;

/** Why a password is easy to guess, for people; null when it is not. The word lists are read at the first call. */
export async function weaknessOf(password: string, person: Person): Promise<string | null> {
  const names = namesOf(person);
  if (ownCharacters(password, names) < OWN) return 'it is little more than a name. Add words of your own.';
  judge ??= loadJudge();
  const zxcvbn = await judge;
  // A strong part makes the whole strong.
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
    // With more, text of many `@` and `$` would take seconds.
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
