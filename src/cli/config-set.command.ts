import { Option, SubCommand } from 'nest-commander';
import { ChangeBankConfigurationDto } from '../bank-config/change-bank-config.dto.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { ConfigPreview } from '../quotes/config-preview.js';
import type { ConfigPreviewResponse } from '../quotes/config-preview.dto.js';
import { atTheServer } from './actor.js';
import { CliCommand } from './cli-command.js';
import { changeInWords, unusual } from './config-change.js';
import { configAnswer } from './config-get.command.js';
import { parseAssignments, validated } from './input.js';
import { note, UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';
import { confirmed } from './prompts.js';

interface ConfigSetOptions {
  yes?: boolean;
}

@SubCommand({
  name: 'set',
  arguments: '<key=value...>',
  argsDescription: {
    'key=value':
      'such as interest_rate=0.06 installments=24; the keys are those of config get, score_bands and hold_days take JSON',
  },
  description:
    'Append a version of the bank configuration, once you have seen what a loan costs before and after. Existing loans keep ' +
    'their terms.',
})
export class ConfigSetCommand extends CliCommand<ConfigSetOptions> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--yes', description: 'change it without asking' })
  yes(): boolean {
    return true;
  }

  protected async answer(args: string[], { yes = false }: ConfigSetOptions): Promise<Answer> {
    const fields = parseAssignments(ChangeBankConfigurationDto, args);
    const change = await validated(ChangeBankConfigurationDto, fields);
    const config = await this.platform.use(async (app) => {
      const preview = await app.get(ConfigPreview).show(change, null);
      if (preview.changed.length === 0) return app.get(BankConfigQueries).shown();
      note(changeInWords(preview));
      if (!yes) await ask(preview);
      return app.get(BankConfigService).change(change, atTheServer());
    });
    return configAnswer(config);
  }
}

/** Throws a UsageError unless somebody says yes, and once more where a rate changes by more than usual. */
async function ask(preview: ConfigPreviewResponse): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new UsageError('There is no terminal to ask on: nothing was changed. Give --yes to change it.');
  }
  const questions = ['Change it?', ...unusual(preview).map((text) => `${text} Is that meant?`)];
  for (const question of questions) {
    if (!(await confirmed(question))) throw new UsageError('Nothing was changed.');
  }
}
