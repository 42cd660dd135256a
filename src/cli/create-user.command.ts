import { Command, Option } from 'nest-commander';
import { ROLES } from '../auth/access.js';
import { CliCommand } from './cli-command.js';
import { makeUser } from './new-user.js';
import { UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';
import { readCredentials, type CredentialOptions } from './prompts.js';

interface CreateUserOptions extends CredentialOptions {
  role: string;
  firstName?: string;
  lastName?: string;
  email?: string;
}

@Command({
  name: 'create-user',
  description: 'Create a user with any role. Asks for username and password unless they are given.',
})
export class CreateUserCommand extends CliCommand<CreateUserOptions> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--role <role>', description: 'role of the user', choices: [...ROLES], required: true })
  role(value: string): string {
    // Nest-commander shows the choices but does not enforce them, and nobody should have to type a password first.
    if (ROLES.some((role) => role === value)) return value;
    throw new UsageError(`--role must be one of ${ROLES.join(', ')}.`);
  }

  @Option({ flags: '--username <name>', description: '3 to 150 letters, digits or any of _ . @ + -' })
  username(value: string): string {
    return value;
  }

  @Option({ flags: '--password-stdin', description: 'read the password from standard input' })
  passwordStdin(): boolean {
    return true;
  }

  @Option({ flags: '--first-name <name>', description: 'first name' })
  firstName(value: string): string {
    return value;
  }

  @Option({ flags: '--last-name <name>', description: 'last name' })
  lastName(value: string): string {
    return value;
  }

  @Option({ flags: '--email <address>', description: 'email address' })
  email(value: string): string {
    return value;
  }

  protected async answer(_args: string[], options: CreateUserOptions): Promise<Answer> {
    const { role, firstName, lastName, email } = options;
    const login = await readCredentials(options);
    return makeUser(this.platform, { ...login, role, first_name: firstName, last_name: lastName, email });
  }
}
