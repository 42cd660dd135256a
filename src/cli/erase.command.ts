import { Command, Option } from 'nest-commander';
import type { ErasureResponse } from '../erasure/erasure.dto.js';
import { Erasures, type Person } from '../erasure/erasure.service.js';
import { atTheServer } from './actor.js';
import { CliCommand } from './cli-command.js';
import { table, UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';
import { userIdOf } from './user-id.js';

interface EraseOptions {
  yes?: boolean;
}

const ROLES: Readonly<Record<string, Person['role']>> = {
  customer: 'customer',
  provider: 'provider',
  staff: 'office',
};

/** Shows what would be removed; removes it with --yes only, as it cannot be undone. */
@Command(SUMMARIES.erase)
export class EraseCommand extends CliCommand<EraseOptions> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--yes', description: 'erase; without it, only show what would be removed' })
  yes(): boolean {
    return true;
  }

  protected async answer([whom = '', named = '']: string[], { yes = false }: EraseOptions): Promise<Answer> {
    const role = Object.hasOwn(ROLES, whom) ? ROLES[whom] : undefined;
    if (!role) throw new UsageError(`"${whom}" is not one of ${Object.keys(ROLES).join(', ')}.`);
    const erasure = await this.platform.use(async (app) => {
      const person = { id: await userIdOf(app, named), role };
      const erasures = app.get(Erasures);
      return yes ? erasures.erase(person, null, atTheServer()) : erasures.preview(person, atTheServer());
    });
    const end = yes
      ? `The ${whom} ${erasure.id} is erased.`
      : 'Nothing was removed. --yes removes it for good.';
    return { json: { ...erasure, erased: yes }, text: `${removedInWords(erasure)}\n${end}` };
  }
}

function removedInWords({ removed }: ErasureResponse): string {
  if (removed.length === 0) return 'Nothing is left to remove.';
  return table([['what', 'rows'], ...removed.map(({ what, count }) => [what, String(count)])], [1]);
}
