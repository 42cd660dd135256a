import { SubCommand } from 'nest-commander';
import { SecondFactors } from '../auth/second-factors.service.js';
import { atTheServer } from './actor.js';
import { CliCommand } from './cli-command.js';
import type { Answer } from './output.js';
import { Platform } from './platform.js';
import { userIdOf } from './user-id.js';

@SubCommand({
  name: 'reset',
  arguments: '<user>',
  argsDescription: { user: 'username or id' },
  description:
    'Take the second factor from a user and end all sessions: for an admin who has lost authenticator and recovery codes.',
})
export class FactorResetCommand extends CliCommand {
  constructor(private readonly platform: Platform) {
    super();
  }

  protected async answer([named = '']: string[]): Promise<Answer> {
    const id = await this.platform.use(async (app) => {
      const userId = await userIdOf(app, named);
      await app.get(SecondFactors).reset(userId, atTheServer());
      return userId;
    });
    return { json: { id }, text: `${named} has no second factor any more. The password alone signs in.` };
  }
}
