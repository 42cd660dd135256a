import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type pg from 'pg';
import { runNode } from './children.js';
import type { Dataset } from './seed.js';
import { JWT_SECRET } from './tokens.js';

/** A checkout of the platform with its build: this one, or one that it is compared with. */
export class Checkout {
  static readonly here = new Checkout(fileURLToPath(new URL('..', import.meta.url)));

  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
    if (!existsSync(join(this.root, 'bench/seed.ts'))) throw new Error(`${this.root} is no checkout of this`);
  }

  file(path: string): string {
    return join(this.root, path);
  }

  /** Builds what is out of date: the application, and the benchmark for its seed. */
  build(): void {
    for (const args of [
      ['scripts/build-if-needed.mjs'],
      ['node_modules/typescript/bin/tsc', '-p', 'bench/tsconfig.json'],
    ]) {
      const { status } = spawnSync(process.execPath, args, { cwd: this.root, stdio: ['ignore', 2, 2] });
      if (status !== 0) throw new Error(`${this.root} could not be built`);
    }
  }

  /** Brings a database to this checkout's schema. */
  async migrate(databaseUrl: string): Promise<void> {
    await this.command(['dist/src/migrate.js', 'run'], databaseUrl);
  }

  /** Fills a migrated database as this checkout's own benchmark does: its schema may be another. */
  async seed(db: pg.ClientBase, dataset: Dataset): Promise<void> {
    const from = pathToFileURL(this.file('dist-bench/seed.js')).href;
    const { seed } = (await import(from)) as { seed: (db: pg.ClientBase, dataset: Dataset) => Promise<void> };
    await seed(db, dataset);
  }

  /** Throws with what the proof of a database says unless it is green. */
  async prove(databaseUrl: string): Promise<void> {
    await this.command(['dist/app/cli.js', 'proof'], databaseUrl);
  }

  private async command([script = '', ...args]: readonly string[], databaseUrl: string): Promise<void> {
    await runNode([this.file(script), ...args], {
      cwd: this.root,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'development',
        DATABASE_URL: databaseUrl,
        JWT_SECRET,
        // For the proof, which reads whole tables in one statement.
        DB_STATEMENT_TIMEOUT_MS: '3600000',
      },
    });
  }
}
