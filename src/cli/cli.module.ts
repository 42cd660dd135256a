import { Inject, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { InjectCommander, type CommandMetadata, type CommandRunner } from 'nest-commander';
import { EXIT_CODES_HELP } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

type Program = Parameters<CommandRunner['setCommand']>[0];

const WHERE = `The database is DATABASE_URL, or else the embedded one in DATA_DIR (./.data): the one of the running
server, or started for the command and stopped after it.`;

/** The summaries of the commands that are not loaded. */
const NOT_LOADED = Symbol('summaries');

/**
 * The commands, one file each; add new ones here, and to the summaries. A file is loaded only when its command is used,
 * because the parts of the platform that it needs take most of a second to load.
 */
const COMMANDS = new Map<string, () => Promise<Provider[]>>([
  ['create-admin', async () => [(await import('./create-admin.command.js')).CreateAdminCommand]],
  ['create-user', async () => [(await import('./create-user.command.js')).CreateUserCommand]],
  ['factor', async () => (await import('./factor.command.js')).FactorCommand.registerWithSubCommands()],
  ['erase', async () => [(await import('./erase.command.js')).EraseCommand]],
  ['config', async () => (await import('./config.command.js')).ConfigCommand.registerWithSubCommands()],
  ['proof', async () => [(await import('./proof.command.js')).ProofCommand]],
  ['day-close', async () => [(await import('./day-close.command.js')).DayCloseCommand]],
  ['queue', async () => [(await import('./queue.command.js')).QueueCommand]],
  ['statement', async () => [(await import('./statement.command.js')).StatementCommand]],
  ['statement-import', async () => [(await import('./statement-import.command.js')).StatementImportCommand]],
  ['payout-file', async () => [(await import('./payout-file.command.js')).PayoutFileCommand]],
  ['transfers', async () => [(await import('./transfers.command.js')).TransfersCommand]],
  ['gateway-refresh', async () => [(await import('./gateway-refresh.command.js')).GatewayRefreshCommand]],
  ['score', async () => [(await import('./score.command.js')).ScoreCommand]],
  ['search', async () => (await import('./search.command.js')).SearchCommand.registerWithSubCommands()],
  ['events', async () => (await import('./events.command.js')).EventsCommand.registerWithSubCommands()],
  ['webhook', async () => (await import('./webhook.command.js')).WebhookCommand.registerWithSubCommands()],
  ['mail', async () => (await import('./mail.command.js')).MailCommand.registerWithSubCommands()],
  ['demo', async () => [(await import('./demo.command.js')).DemoCommand]],
  ['openapi', async () => [(await import('./openapi.command.js')).OpenApiCommand]],
  ['schedule', async () => [(await import('./schedule.command.js')).ScheduleCommand]],
  ['apr', async () => [(await import('./apr.command.js')).AprCommand]],
  ['xirr', async () => [(await import('./xirr.command.js')).XirrCommand]],
]);

/**
 * `Platform` opens the platform's own modules when a command needs them, so `--help` and wrong usage answer at once and
 * without a database.
 */
@Module({})
export class CliModule {
  constructor(
    @InjectCommander() program: Program,
    @Inject(NOT_LOADED) notLoaded: readonly CommandMetadata[],
  ) {
    program
      .name('npm run cli --')
      .description('Administer the platform and calculate loans, with the same rules as its API.')
      .addHelpText('after', `\n${WHERE}\n${EXIT_CODES_HELP}`);
    for (const { name, arguments: args = '', description = '' } of notLoaded) {
      program.command(`${name} ${args}`).option('--json').description(description);
    }
  }

  /** With the command that these arguments name; of the others, it knows what help says of them. */
  static async of(args: readonly string[]): Promise<DynamicModule> {
    const name = args.find((arg) => COMMANDS.has(arg));
    const command = (await COMMANDS.get(name ?? '')?.()) ?? [];
    const notLoaded = Object.values(SUMMARIES).filter((summary) => summary.name !== name);
    return {
      module: CliModule,
      providers: [Platform, { provide: NOT_LOADED, useValue: notLoaded }, ...command],
    };
  }
}
