import { Offline, Refused } from '../../../web/errors';
import { fieldFault, inWords } from '../../../web/problems';
import { currentLanguage, has, pair, say } from '../words/say';
import { money } from './format';
import { asSentence } from './words';

/** The API words its refusals in English, with more facts than a list of words has; other languages have the list. */
const isEnglish = () => currentLanguage() === 'en';

/** An error as the pages say it. */
export function errorInWords(error: unknown): string {
  if (error instanceof Offline) return say('The server cannot be reached just now. Please try again.');
  if (!(error instanceof Refused) || !isEnglish()) return inWords(error, { say, has, money });
  const { detail, errors } = error.problem;
  // Where fields are wrong, that is what is to be said; the sentence above them is for programs.
  return errors ? errors.map(({ message }) => asSentence(message)).join(' ') : asSentence(detail);
}

/** What is wrong with one field, by the name that it has on the page. */
export function faultInWords(
  fault: { field: string; code: string; message: string },
  label?: string,
): string {
  if (isEnglish())
    return asSentence(fault.message, label === undefined ? undefined : { field: fault.field, label });
  const text = fieldFault(fault.field, fault.code, { say, has });
  return label === undefined ? text : pair(label, text);
}
