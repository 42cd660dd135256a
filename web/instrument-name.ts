import type { Values } from './speech';

type Say = (key: 'instrument.account', values: Values) => string;

/** What a card or an account is called. The API calls an account so in English; a card has its brand's own name. */
export function instrumentName(label: string, say: Say): string {
  const [, end] = /^Account (•••• .*)$/.exec(label) ?? [];
  return end === undefined ? label : say('instrument.account', { end });
}
