import { DataSource } from 'typeorm';
import { fileURLToPath } from 'node:url';
import { dataSourceOptions } from './src/common/data-source.js';
import { readConfig } from './src/config.js';

const entities = fileURLToPath(new URL('src/**/*.entity.js', import.meta.url));

/** For TypeORM's command line (built: dist/ormconfig.js), on the server of DATABASE_URL. */
export default new DataSource({ ...dataSourceOptions(readConfig(process.env)), entities: [entities] });
