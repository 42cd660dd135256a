import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli/cli.module.js';
import { showFailure } from './cli/output.js';

// A reader that stops early (head, a pager) is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** No `await` at the top: the bundle has none. */
async function run(): Promise<void> {
  await CommandFactory.run(await CliModule.of(process.argv.slice(2)), {
    logger: false,
    // Rethrow, so that the process ends by itself, after the database that was started for it.
    errorHandler: (end) => {
      throw end;
    },
    serviceErrorHandler: (error) => {
      showFailure(error, process.argv.includes('--json'));
    },
  });
}

void run();
