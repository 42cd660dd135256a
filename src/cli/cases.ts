import { MoneyFormatError } from '../lending/money.js';
import { CaseMembers, isObject } from './case-members.js';
import { UsageError } from './output.js';

/**
 * Calculates a JSON text of one case or a list. One faulty case refuses them all: a UsageError of one sentence names
 * it, even for a RangeError or MoneyFormatError of the lending functions.
 */
export function calculate<Result>(input: string, workOut: (entry: CaseMembers) => Result): Result[] {
  return casesOf(input).map((entry) => {
    try {
      return workOut(entry);
    } catch (error) {
      if (error instanceof RangeError || error instanceof MoneyFormatError) {
        throw new UsageError(`Case ${String(entry.id)}: ${error.message}.`);
      }
      throw error;
    }
  });
}

/** A case without an `id` is named by its place in the list, from 0. */
function casesOf(input: string): CaseMembers[] {
  if (input.trim() === '') {
    throw new UsageError('Standard input is empty; it must be one case or a list of cases.');
  }
  const given = parsed(input);
  const list: unknown[] = Array.isArray(given) ? given : [given];
  return list.map((item, index) => {
    if (!isObject(item)) throw new UsageError(`Case ${String(index)} is not a JSON object.`);
    const { id = index } = item;
    if (typeof id === 'string' || typeof id === 'number') return new CaseMembers(id, item);
    throw new UsageError(`Case ${String(index)}: id must be a text or a number.`);
  });
}

function parsed(input: string): unknown {
  try {
    // Some editors write a byte order mark at the start of a file.
    return JSON.parse(input.replace(/^\uFEFF/, ''));
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    throw new UsageError(`Standard input is not JSON: ${reason}.`);
  }
}
