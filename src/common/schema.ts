import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.js';

/**
 * Brings the schema up to date (`migrate`), or makes sure that it is (`check`) and refuses to start otherwise:
 * on a server of one's own, migrations are run by `npm run migration:run`, not by whoever starts first.
 */
export async function prepareSchema(
  config: Parameters<typeof dataSourceOptions>[0],
  mode: 'migrate' | 'check',
): Promise<void> {
  const dataSource = new DataSource(dataSourceOptions(config));
  await dataSource.initialize();
  try {
    if (mode === 'migrate') await dataSource.runMigrations();
    else if (await dataSource.showMigrations()) {
      throw new Error('The database is behind this version. Run `npm run migration:run`, then start again.');
    }
  } finally {
    await dataSource.destroy();
  }
}
