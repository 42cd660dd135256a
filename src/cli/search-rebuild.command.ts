import { SubCommand } from 'nest-commander';
import { PeopleIndex } from '../search/people-index.service.js';
import { CliCommand } from './cli-command.js';
import type { Answer } from './output.js';
import { Platform } from './platform.js';

@SubCommand({ name: 'rebuild', description: 'Write anew what everybody is found by.' })
export class SearchRebuildCommand extends CliCommand {
  constructor(private readonly platform: Platform) {
    super();
  }

  protected async answer(): Promise<Answer> {
    const people = await this.platform.use((app) => app.get(PeopleIndex).fill('all'));
    return { json: { people }, text: `The search knows ${String(people)} people.` };
  }
}
