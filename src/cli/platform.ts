import { Injectable, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { nestLogger, pinoLogger } from '../common/logging.js';
import { readConfig } from '../config.js';
import { openDatabase, type CommandDatabase } from './database.js';
import { EXIT, note } from './output.js';

/** The platform for one command: the same modules and services as the server, without its HTTP. */
@Injectable()
export class Platform {
  /** Opens database and modules, does the work, and closes both, whatever happens. */
  async use<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
    const config = readConfig(process.env);
    const database = await openDatabase(config);
    const letGo = onSignals(database);
    try {
      const logger = config.logLevel === 'debug' || config.logLevel === 'trace';
      const app = await NestFactory.createApplicationContext(
        AppModule.of({ ...config, databaseUrl: database.url }),
        // A failure is told by the command, in a line; Nest would log it with its stack as well.
        { logger: logger ? nestLogger(pinoLogger(config, 2)) : false, abortOnError: false },
      );
      try {
        return await work(app);
      } finally {
        await app.close();
      }
    } finally {
      await database.close();
      letGo();
    }
  }
}

/** Ctrl-C must not leave a database behind that was started for this command. */
function onSignals(database: CommandDatabase): () => void {
  const stop = () => {
    note('Stopping; what is not finished is rolled back.');
    void database.abort().finally(() => process.exit(EXIT.interrupted));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
}
