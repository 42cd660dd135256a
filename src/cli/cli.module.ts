import { Module } from '@nestjs/common';
import { InjectCommander, type CommandRunner } from 'nest-commander';
import { AprCommand } from './apr.command.js';
import { ConfigGetCommand } from './config-get.command.js';
import { ConfigSetCommand } from './config-set.command.js';
import { ConfigCommand } from './config.command.js';
import { CreateAdminCommand } from './create-admin.command.js';
import { CreateUserCommand } from './create-user.command.js';
import { DayCloseCommand } from './day-close.command.js';
import { DemoCommand } from './demo.command.js';
import { OpenApiCommand } from './openapi.command.js';
import { EXIT_CODES_HELP } from './output.js';
import { Platform } from './platform.js';
import { ProofCommand } from './proof.command.js';
import { QueueCommand } from './queue.command.js';
import { ScheduleCommand } from './schedule.command.js';
import { StatementCommand } from './statement.command.js';
import { ScoreCommand } from './score.command.js';
import { XirrCommand } from './xirr.command.js';

type Program = Parameters<CommandRunner['setCommand']>[0];

const WHERE = `The database is DATABASE_URL, or else the embedded one in DATA_DIR (./.data): that of the running
server, or started for the command and stopped after it.`;

/**
 * The commands, one file each; a new one is added here. The platform's own modules are opened by `Platform` when
 * a command needs them, so `--help` and wrong usage answer at once and without a database.
 */
@Module({
  providers: [
    Platform,
    CreateAdminCommand,
    CreateUserCommand,
    ConfigCommand,
    ConfigGetCommand,
    ConfigSetCommand,
    ProofCommand,
    DayCloseCommand,
    QueueCommand,
    StatementCommand,
    ScoreCommand,
    DemoCommand,
    OpenApiCommand,
    ScheduleCommand,
    AprCommand,
    XirrCommand,
  ],
})
export class CliModule {
  constructor(@InjectCommander() program: Program) {
    program
      .name('npm run cli --')
      .description('Administer the platform and calculate loans, with the same rules as its API.')
      .addHelpText('after', `\n${WHERE}\n${EXIT_CODES_HELP}`);
  }
}
