import { SubCommand } from 'nest-commander';
import { ChangeBankConfigurationDto } from '../bank-config/change-bank-config.dto.js';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { atTheServer } from './actor.js';
import { CliCommand } from './cli-command.js';
import { configAnswer } from './config-get.command.js';
import { parseAssignments, validated } from './input.js';
import type { Answer } from './output.js';
import { Platform } from './platform.js';

@SubCommand({
  name: 'set',
  arguments: '<key=value...>',
  argsDescription: {
    'key=value':
      'such as interest_rate=0.06 installments=24; the keys are those of config get, score_bands and hold_days take JSON',
  },
  description: 'Append a version of the bank configuration. Existing loans keep their terms.',
})
export class ConfigSetCommand extends CliCommand {
  constructor(private readonly platform: Platform) {
    super();
  }

  protected async answer(args: string[]): Promise<Answer> {
    const fields = parseAssignments(ChangeBankConfigurationDto, args);
    const change = await validated(ChangeBankConfigurationDto, fields);
    const config = await this.platform.use((app) => app.get(BankConfigService).change(change, atTheServer()));
    return configAnswer(config);
  }
}
