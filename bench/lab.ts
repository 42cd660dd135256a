import { tmpdir } from 'node:os';
import { assertProof, setPolicy, startApp, type App } from './app.js';
import { HEAT_SECONDS, type Cell, type Stage } from './cells.js';
import { measureIn, type Count } from './children.js';
import { Databases, deal } from './databases.js';
import { prepareFloor, type FloorJob } from './floor.js';
import type { Actor, LoadJob } from './load.js';
import type { Options } from './options.js';
import type { Postgres } from './postgres.js';
import { endProfile, resetStatements, startProfile, topStatements } from './profile.js';
import { measurement, type Measurement } from './results.js';
import { difference, readUsage, type Usage } from './usage.js';

const FLOOR = 'bench_floor';
const SLACK_SECONDS = 30;

/** Runs stages and keeps what was measured. */
export class Lab {
  readonly measurements: Measurement[] = [];
  private readonly databases: Databases;

  constructor(
    private readonly options: Options,
    private readonly postgres: Postgres,
  ) {
    this.databases = new Databases(postgres.url, postgres.admin, postgres.migrate);
  }

  /** Seeds each stage's database once; the runs work on copies. */
  async prepare(stages: readonly Stage[]): Promise<void> {
    await this.databases.create(FLOOR);
    for (const { name, seed, dataset } of stages) {
      if (seed !== undefined && stages.find((stage) => stage.seed === seed)?.name !== name) continue;
      const { loans, providers, parts } = dataset;
      const each = parts === 1 ? 'each of one provider' : `each of ${String(parts)} providers`;
      note(`seeding ${name}: ${String(loans)} loans, ${each}, ${String(providers)} providers`);
      await this.databases.seeded(seedOf(seed ?? name), dataset);
    }
    if (this.options.profile) await resetStatements(this.postgres.admin);
  }

  /** One run of a stage: its cells at each number of clients, each after its floor and followed by the proof. */
  async run(stage: Stage, label: string): Promise<void> {
    const name = `bench_${stage.name.replaceAll('-', '_')}`;
    const url = await this.databases.create(name, seedOf(stage.seed ?? stage.name));
    const { actors, staffId } = await this.databases.people(url);
    const app = await startApp(url, this.options.profile ? this.profileFile() : null);
    try {
      await assertProof(app, staffId);
      if (stage.policy !== undefined) await setPolicy(app, staffId, stage.policy);
      await this.heat(stage, app, actors);
      for (const cell of stage.cells) {
        for (const clients of cell.clients) {
          const floor = cell.floorRows === null ? null : await this.floor(cell.floorRows, clients);
          const measured = await this.measure(cell, clients, app, actors, floor);
          this.measurements.push(measured);
          note(`${label}  ${line(measured)}`);
          await assertProof(app, staffId);
        }
      }
    } finally {
      await app.stop();
      await this.databases.drop(name);
    }
  }

  /** A process that has just started compiles its code first; that is not what is measured. */
  private async heat(stage: Stage, app: App, actors: readonly Actor[]): Promise<void> {
    for (const { kind } of stage.cells) {
      // Few clients make many small batches, many make large ones.
      for (const clients of [2, 32]) {
        const connections = deal(kind, actors, clients);
        const job: LoadJob = { port: app.port, kind, connections, warmUpSeconds: 0, seconds: HEAT_SECONDS };
        assertNoFailure(await measureIn('load', job, SLACK_SECONDS, () => undefined), kind);
      }
    }
  }

  private async floor(rows: number, clients: number): Promise<number> {
    const { seconds, warmUpSeconds, storedLoans } = this.options;
    const databaseUrl = this.databases.url(FLOOR);
    const table = await this.databases.using(databaseUrl, (db) => prepareFloor(db, rows, storedLoans));
    const job: FloorJob = { databaseUrl, table, rows, clients, warmUpSeconds, seconds };
    const { count, usage } = await this.observe('floor', job, null);
    const measured = measurement(`floor-${String(rows)}`, clients, count, usage, null);
    this.measurements.push(measured);
    return measured.perSecond;
  }

  private async measure(
    cell: Cell,
    clients: number,
    app: App,
    actors: readonly Actor[],
    floor: number | null,
  ): Promise<Measurement> {
    const { seconds, warmUpSeconds, profile } = this.options;
    const connections = deal(cell.kind, actors, clients);
    const job: LoadJob = { port: app.port, kind: cell.kind, connections, warmUpSeconds, seconds };
    const { count, usage } = await this.observe('load', job, app);
    assertNoFailure(count, `${cell.name}, ${String(clients)} clients`);
    if (profile) {
      const explained = await endProfile(app.pid, this.profileFile(), count.latencies.length);
      const statements = await topStatements(this.postgres.admin, count.latencies.length);
      console.log(`\n== ${cell.name}, ${String(clients)} clients\n\n${explained}\n\n${statements}\n`);
    }
    return measurement(cell.name, clients, count, usage, floor);
  }

  /** Counts what the app and PostgreSQL use while a child measures. */
  private async observe(
    script: 'load' | 'floor',
    job: LoadJob | FloorJob,
    app: App | null,
  ): Promise<{ count: Count; usage: Usage }> {
    const { admin, pid } = this.postgres;
    const read = () => readUsage(admin, pid, app);
    const atStart: Promise<Usage>[] = [];
    const limit = job.warmUpSeconds + job.seconds + SLACK_SECONDS;
    const count = await measureIn(script, job, limit, async () => {
      atStart.push(read());
      if (!this.options.profile || !app) return;
      await resetStatements(admin);
      startProfile(app.pid, this.profileFile());
    });
    const after = await read();
    const [before] = await Promise.all(atStart);
    if (!before) throw new Error('the child never measured');
    return { count, usage: difference(before, after) };
  }

  private profileFile(): string {
    return `${tmpdir()}/bench-${String(process.pid)}.cpuprofile`;
  }
}

function seedOf(stage: string): string {
  return `seed_${stage.replaceAll('-', '_')}`;
}

function assertNoFailure({ failed, firstFailure }: Count, what: string): void {
  if (failed > 0)
    throw new Error(`${what}: ${String(failed)} failed, the first with\n${String(firstFailure)}`);
}

function note(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}

function line({
  cell,
  clients,
  perSecond,
  p50,
  p99,
  floorPerSecond,
  appCpuMs,
  postgresCpuMs,
}: Measurement): string {
  const floor = floorPerSecond === null ? '' : `, floor ${floorPerSecond.toFixed(0)}/s`;
  return (
    `${cell} ${String(clients)} clients: ${perSecond.toFixed(0)}/s${floor}, p50 ${p50.toFixed(2)} p99 ` +
    `${p99.toFixed(2)} ms, CPU app ${appCpuMs.toFixed(3)} + PostgreSQL ${postgresCpuMs.toFixed(3)} ms`
  );
}
