import { Command, Option } from 'nest-commander';
import { CliCommand } from './cli-command.js';
import { makeUser } from './new-user.js';
import type { Answer } from './output.js';
import { Platform } from './platform.js';
import {
  PASSWORD_STDIN_OPTION,
  readCredentials,
  USERNAME_OPTION,
  type CredentialOptions,
} from './prompts.js';
import { SUMMARIES } from './summaries.js';

@Command(SUMMARIES.createAdmin)
export class CreateAdminCommand extends CliCommand<CredentialOptions> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option(USERNAME_OPTION)
  username(value: string): string {
    return value;
  }

  @Option(PASSWORD_STDIN_OPTION)
  passwordStdin(): boolean {
    return true;
  }

  protected async answer(_args: string[], options: CredentialOptions): Promise<Answer> {
    return makeUser(this.platform, { ...(await readCredentials(options)), role: 'admin' });
  }
}
