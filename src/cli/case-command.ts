import { Option } from 'nest-commander';
import { text } from 'node:stream/consumers';
import type { CaseMembers } from './case-members.js';
import { calculate } from './cases.js';
import { CliCommand } from './cli-command.js';
import { UsageError, type Answer } from './output.js';

type ParserCommand = Parameters<CliCommand['setCommand']>[0];

/**
 * What the calculators share: they read cases as JSON from standard input, one or a list. They answer with a JSON list
 * or, with `--table`, a table. They need no database. One faulty case refuses them all, with a sentence that names it.
 */
export abstract class CaseCommand<Result extends object> extends CliCommand<{ table?: boolean }> {
  /** What `--help` says about the input, with an example. */
  protected abstract readonly manual: string;

  /** Calculates one case. */
  protected abstract readonly workOut: (entry: CaseMembers) => Result;

  /** Formats the answers for people. */
  protected abstract tableOf(results: readonly Result[]): string;

  @Option({ flags: '--table', description: 'answer with a table for people instead of JSON' })
  asTable(): boolean {
    return true;
  }

  override setCommand(command: ParserCommand): this {
    command.addHelpText('after', `\n${this.manual}`);
    return super.setCommand(command);
  }

  protected async answer(_args: string[], options: { table?: boolean }): Promise<Answer> {
    const results = calculate(await standardInput(), this.workOut);
    return {
      json: results,
      text: options.table ? this.tableOf(results) : JSON.stringify(results, null, 2),
    };
  }
}

async function standardInput(): Promise<string> {
  if (process.stdin.isTTY) {
    throw new UsageError(
      'The cases are read from standard input: give a file or a pipe, such as < cases.json.',
    );
  }
  return text(process.stdin);
}
