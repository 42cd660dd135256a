import { CommandRunner, Option } from 'nest-commander';
import { EXIT_CODES_HELP, showAnswer, showFailure, type Answer } from './output.js';

type ParserCommand = Parameters<CommandRunner['setCommand']>[0];

/**
 * What all commands share: `--json`, the exit codes, and failures without stack traces. A command declares its options
 * with `@Option` and returns an `Answer`, or throws.
 */
export abstract class CliCommand<Options extends object = object> extends CommandRunner {
  protected abstract answer(args: string[], options: Options): Promise<Answer>;

  @Option({ flags: '--json', description: 'answer with one JSON document on stdout' })
  asJson(): boolean {
    return true;
  }

  override setCommand(command: ParserCommand): this {
    // Sub-commands do not inherit this: without it the parser ends the process with exit code 1.
    command.exitOverride();
    command.allowExcessArguments(false);
    command.addHelpText('after', EXIT_CODES_HELP);
    return super.setCommand(command);
  }

  override async run(args: string[], options: Options): Promise<void> {
    // The parser assigns a sub-command's --json to its parent.
    const asJson = this.command.optsWithGlobals<{ json?: boolean }>().json === true;
    try {
      showAnswer(await this.answer(args, options), asJson);
    } catch (error) {
      showFailure(error, asJson);
    }
  }
}
