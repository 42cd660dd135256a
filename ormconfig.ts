import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './src/database/data-source.js';
import { findEmbeddedDatabase } from './src/database/embedded-database.js';
import { readConfig } from './src/config.js';

const config = readConfig(process.env);
const databaseUrl =
  config.databaseOwnerUrl ?? config.databaseUrl ?? (await findEmbeddedDatabase(config.dataDir))?.url;
if (databaseUrl === undefined) throw new Error('Set DATABASE_URL, or start the application beside this.');

/** For TypeORM's own command line: `npm run build`, then `npx typeorm -d dist/ormconfig.js schema:log`. */
export default new DataSource(
  dataSourceOptions({ ...config, databaseUrl }, [
    fileURLToPath(new URL('src/**/*.entity.js', import.meta.url)),
  ]),
);
