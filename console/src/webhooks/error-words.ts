import { apart, figure, say, type Key } from '../words/say';

/** What the platform says of a delivery that did not arrive: the sentence, and where its facts stand in it. */
const SENTENCES: readonly (readonly [pattern: RegExp, words: Key])[] = [
  [/^It answered (?<status>\d+)\.$/, 'It answered {status}.'],
  [
    /^It answered (?<status>\d+): redirects are not followed\.$/,
    'It answered {status}: redirects are not followed.',
  ],
  [/^It gave no answer within (?<seconds>[\d.]+) s\.$/, 'It gave no answer within {seconds} s.'],
  [/^It could not be reached: (?<code>.+)\.$/, 'It could not be reached: {code}.'],
  [/^It could not be signed: (?<reason>.+)\.$/, 'It could not be signed: {reason}.'],
  [/^There is no host (?<host>\S+)\.$/, 'There is no host {host}.'],
  [/^(?<address>\S+) is not on the public internet\.$/, '{address} is not on the public internet.'],
  [/^It is no address\.$/, 'It is no address.'],
  [/^It must begin with https:\/\/\.$/, 'It must begin with https://.'],
  [/^It must not contain a user or a password\.$/, 'It must not contain a user or a password.'],
  [/^Its port must be 443 or 8443\.$/, 'Its port must be 443 or 8443.'],
];

/** The error of a delivery as the page speaks; what it does not know stands as it was written. */
export function deliveryError(error: string | null): string {
  if (error === null) return '–';
  for (const [pattern, words] of SENTENCES) {
    const found = pattern.exec(error);
    if (found) {
      const facts = Object.entries(found.groups ?? {}).map(([name, fact]) => [name, figure(fact)]);
      return say(words, Object.fromEntries(facts) as Record<string, string>);
    }
  }
  return apart(error);
}
