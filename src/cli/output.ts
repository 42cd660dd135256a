import { isUnreachable } from '../database/database-errors.js';
import { DomainError } from '../runtime/problems.js';

/** The meaning of exit codes; `--help` of every command shows this list. */
export const EXIT = { ok: 0, negative: 1, refused: 2, failed: 3, interrupted: 130 } as const;

export const EXIT_CODES_HELP = `
Exit codes: 0 done; 1 the answer is no (the proof failed); 2 wrong usage or refused input; 3 system failure.
With --json, stdout holds one JSON document and nothing else, even for a refusal: {"error": {...}}.
In a pipe use npm run --silent; otherwise npm's own lines come first.`;

/** What a command found or did: `text` for people, `json` for programs. */
export interface Answer {
  json: unknown;
  text: string;
  /** True when the command worked, and the answer is no. */
  negative?: boolean;
}

/** Wrong usage that the option parser cannot detect; one sentence. */
export class UsageError extends Error {}

/** The person at the terminal pressed Ctrl-C or Ctrl-D; the message says what happened to the work. */
export class Interrupted extends Error {}

/** Runs work, whose own refusals are wrong usage here. */
export async function refusing<T>(refusal: abstract new () => Error, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof refusal ? new UsageError(error.message) : error;
  }
}

interface Failure {
  exitCode: number;
  code: string;
  detail: string;
  /** The option parser has already told the person. */
  told?: boolean;
  facts?: object;
  fields?: readonly { field: string; code: string; message: string }[];
}

/** Prints the answer and sets the exit code. */
export function showAnswer(answer: Answer, asJson: boolean): void {
  process.stdout.write(`${asJson ? toJson(answer.json) : answer.text}\n`);
  process.exitCode = answer.negative ? EXIT.negative : EXIT.ok;
}

/** Prints why there is no answer, one line on stderr and one per invalid field, and sets the exit code. */
export function showFailure(error: unknown, asJson: boolean): void {
  const { exitCode, code, detail, told = false, facts = {}, fields = [] } = failureOf(error);
  process.exitCode = exitCode;
  if (exitCode === EXIT.ok) return;
  const lines = [`error: ${detail}`, ...fields.map(({ field, message }) => `  ${field}: ${message}`)];
  if (!told) process.stderr.write(`${lines.join('\n')}\n`);
  if (asJson) {
    const errors = fields.length > 0 ? { errors: fields } : {};
    process.stdout.write(`${toJson({ error: { code, detail, ...facts, ...errors } })}\n`);
  }
}

/** Progress and hints go to stderr, so that stdout holds only the answer. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Columns as wide as their widest cell; the first row is the heading, numbers are right-aligned. */
export function table(rows: readonly (readonly string[])[], rightAligned: readonly number[] = []): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return rightAligned.includes(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

function failureOf(error: unknown): Failure {
  if (error instanceof Interrupted) {
    return { exitCode: EXIT.interrupted, code: 'interrupted', detail: error.message };
  }
  if (error instanceof UsageError) return { exitCode: EXIT.refused, code: 'usage', detail: error.message };
  if (error instanceof DomainError) {
    return {
      exitCode: error.status >= 500 ? EXIT.failed : EXIT.refused,
      code: error.code,
      // The HTTP answer says 'See "errors"'; here they are the next lines.
      detail: error.message.replace(' See "errors".', ''),
      facts: error.facts,
      fields: error.fields,
    };
  }
  if (isParserEnd(error)) {
    // --help also ends the parse, with code 0; every other end is wrong usage.
    const exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.refused;
    return { exitCode, code: 'usage', detail: error.message.replace(/^error: /, ''), told: true };
  }
  return { exitCode: EXIT.failed, code: 'system_failure', detail: systemFailure(error) };
}

/** The option parser (commander) throws instead of exiting. */
function isParserEnd(error: unknown): error is Error & { exitCode: number } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}

/** One line about a system failure; with LOG_LEVEL=debug the stack. */
function systemFailure(error: unknown): string {
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error && error.stack) return error.stack;
  const nested = error instanceof AggregateError ? (error.errors as unknown[])[0] : error;
  const message = (nested instanceof Error ? nested.message || nested.name : String(nested)).trim();
  return isUnreachable(error) ? `The database cannot be reached: ${message}` : message;
}

function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
