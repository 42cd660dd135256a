import { SubCommand } from 'nest-commander';
import type { BankConfigurationResponse } from '../bank-config/bank-config.dto.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { CliCommand } from './cli-command.js';
import { table, type Answer } from './output.js';
import { Platform } from './platform.js';

@SubCommand({ name: 'get', description: 'Show the bank configuration in force.' })
export class ConfigGetCommand extends CliCommand {
  constructor(private readonly platform: Platform) {
    super();
  }

  protected async answer(): Promise<Answer> {
    return configAnswer(await this.platform.use((app) => app.get(BankConfigQueries).shown()));
  }
}

/** The configuration as keys and values, with the names that `config set` takes. */
export function configAnswer(config: BankConfigurationResponse): Answer {
  return {
    json: config,
    text: table(Object.entries<Value>({ ...config }).map(([key, value]) => [key, shown(value)])),
  };
}

type Value = BankConfigurationResponse[keyof BankConfigurationResponse];

function shown(value: Value): string {
  if (value === null) return '-';
  if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  const isOfTexts = value.length > 0 && value.every((item) => typeof item === 'string');
  return isOfTexts ? value.join(',') : JSON.stringify(value);
}
