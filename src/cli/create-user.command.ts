import { Command, Option } from 'nest-commander';
import { ROLES } from '../auth/access.js';
import { CliCommand } from './cli-command.js';
import { makeUser } from './new-user.js';
import { UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';
import {
  PASSWORD_STDIN_OPTION,
  readCredentials,
  USERNAME_OPTION,
  type CredentialOptions,
} from './prompts.js';
import { SUMMARIES } from './summaries.js';

interface CreateUserOptions extends CredentialOptions {
  role: string;
  firstName?: string;
  lastName?: string;
  email?: string;
}

@Command(SUMMARIES.createUser)
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

  @Option(USERNAME_OPTION)
  username(value: string): string {
    return value;
  }

  @Option(PASSWORD_STDIN_OPTION)
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
