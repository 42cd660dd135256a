import { Command, Option } from 'nest-commander';
import { writeFile } from 'node:fs/promises';
import { createApp } from '../app.setup.js';
import { openApiDocument } from '../http/openapi.js';
import { readConfig } from '../config.js';
import { CliCommand } from './cli-command.js';
import { UsageError, type Answer } from './output.js';
import { SUMMARIES } from './summaries.js';

@Command(SUMMARIES.openapi)
export class OpenApiCommand extends CliCommand<{ output?: string }> {
  @Option({ flags: '--output <file>', description: 'write to this file instead of stdout' })
  output(value: string): string {
    return value;
  }

  protected async answer(_args: string[], { output }: { output?: string }): Promise<Answer> {
    // A preview reads the routes and connects to nothing, so these settings are enough.
    const config = readConfig({ DATABASE_URL: 'postgres://nowhere/none', LOG_LEVEL: 'silent' });
    const app = await createApp(config, { preview: true });
    const document = openApiDocument(app);
    const text = JSON.stringify(document, null, 2);
    if (output === undefined) return { json: document, text };
    try {
      await writeFile(output, `${text}\n`);
    } catch (error) {
      throw new UsageError(`Cannot write ${output}: ${(error as Error).message}`);
    }
    const paths = Object.keys(document.paths).length;
    return { json: { output, paths }, text: `Wrote ${output}: ${String(paths)} paths.` };
  }
}
