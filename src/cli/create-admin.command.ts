import { Command, Option } from 'nest-commander';
import { CliCommand } from './cli-command.js';
import { makeUser } from './new-user.js';
import type { Answer } from './output.js';
import { Platform } from './platform.js';
import { readCredentials, type CredentialOptions } from './prompts.js';

@Command({
  name: 'create-admin',
  description: 'Create an admin. Asks for username and password unless they are given.',
})
export class CreateAdminCommand extends CliCommand<CredentialOptions> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--username <name>', description: '3 to 150 letters, digits or any of _ . @ + -' })
  username(value: string): string {
    return value;
  }

  @Option({ flags: '--password-stdin', description: 'read the password from standard input' })
  passwordStdin(): boolean {
    return true;
  }

  protected async answer(_args: string[], options: CredentialOptions): Promise<Answer> {
    return makeUser(this.platform, { ...(await readCredentials(options)), role: 'admin' });
  }
}
