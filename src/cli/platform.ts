import { Injectable, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig } from '../config.js';
import { Interrupted } from './output.js';

/** The platform for one command: the same modules and services as the server, without HTTP. */
@Injectable()
export class Platform {
  /** Opens the database and the modules, runs the work, and closes both, whatever happens. */
  async use<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
    const settings = readConfig(process.env);
    // Loaded late: calculators and wrong usage need none of it.
    const [{ AppModule }, { nestLogger, pinoLogger }, { openDatabase }, { withSecretsKey }] =
      await Promise.all([
        import('../app.module.js'),
        import('../http/logging.js'),
        import('./database.js'),
        import('../database/kept-secrets-key.js'),
      ]);
    const database = await openDatabase(settings);
    const signals = interruption();
    try {
      // Commands encrypt nothing but for gateways.
      const config = settings.gateways.length === 0 ? settings : await withSecretsKey(settings);
      const logger = config.logLevel === 'debug' || config.logLevel === 'trace';
      const app = await NestFactory.createApplicationContext(
        // A command does what it is asked to do, and nothing on a schedule.
        AppModule.of({
          ...config,
          databaseUrl: database.url,
          databaseOwnerUrl: database.ownerUrl,
          dayCloseSchedule: false,
          backgroundWork: false,
          logStream: 2,
        }),
        // The command reports a failure in one line; Nest would log it with its stack as well.
        { logger: logger ? nestLogger(pinoLogger(config, 2)) : false, abortOnError: false },
      );
      try {
        return await Promise.race([work(app), signals.interrupted]);
      } finally {
        await app.close();
      }
    } finally {
      await database.close();
      signals.ignore();
    }
  }
}

/**
 * Ctrl-C ends the work but not the clean-up after it, so that no database started for this command is left running. A
 * second Ctrl-C ends the process as usual; the next start recovers.
 */
function interruption(): { interrupted: Promise<never>; ignore: () => void } {
  let stop: () => void = () => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(new Interrupted('Interrupted. Saved changes are kept; the rest is rolled back.'));
    };
  });
  // It may be rejected while nobody awaits it.
  interrupted.catch(() => undefined);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    interrupted,
    ignore: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
