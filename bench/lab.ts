import { tmpdir } from 'node:os';
import type { App } from './app.js';
import type { Cell, Stage } from './cells.js';
import { assertNoFailure, measureIn, type Count } from './children.js';
import { Databases, deal } from './databases.js';
import { prepareFloor, type FloorJob } from './floor.js';
import { leastDisturbed } from './foreign.js';
import type { LoadJob } from './load.js';
import { observe } from './observe.js';
import type { Options } from './options.js';
import type { Postgres } from './postgres.js';
import { endProfile, resetStatements, startProfile, topStatements } from './profile.js';
import { measurement, type Measurement } from './results.js';
import { assertSameAnswers } from './same-answers.js';
import { Servers, type Server } from './servers.js';
import type { Usage } from './usage.js';

const FLOOR = 'bench_floor';
const SLACK_SECONDS = 30;

/** One cell of a run: with so many clients. */
interface Task {
  cell: Cell;
  clients: number;
  run: number;
}

/** Runs stages and keeps what was measured. */
export class Lab {
  readonly measurements: Measurement[] = [];
  private readonly databases: Databases;
  private readonly profileFile = `${tmpdir()}/bench-${String(process.pid)}.cpuprofile`;
  private readonly servers: Servers;
  /** Those that run, in the order of their start. */
  private running: Server[] = [];

  constructor(
    private readonly options: Options,
    private readonly postgres: Postgres,
  ) {
    this.databases = new Databases(postgres);
    this.servers = new Servers(options, postgres, this.profileFile);
  }

  /** Seeds each stage's database once; the servers work on copies. */
  async prepare(stages: readonly Stage[]): Promise<void> {
    await this.databases.create(FLOOR);
    for (const stage of stages) {
      const { name, seed, dataset } = stage;
      if (seed !== undefined && stages.find((other) => other.seed === seed)?.name !== name) continue;
      const { loans, providers, parts } = dataset;
      const each = parts === 1 ? 'each of one provider' : `each of ${String(parts)} providers`;
      note(`seeding ${seed ?? name}: ${String(loans)} loans, ${each}, ${String(providers)} providers`);
      await this.servers.seed(stage);
    }
    if (this.options.profile) await resetStatements(this.postgres.admin);
  }

  /** All runs of a stage: in each, its cells on every server in turn; in every second run the last comes first. */
  async run(stage: Stage): Promise<void> {
    try {
      for (const name of this.options.servers) {
        if (name === 'floor') continue;
        const server = await this.servers.start(stage, name);
        this.running.push(server);
        await this.heat(stage, server);
      }
      await this.compareAnswers(stage);
      for (let run = 1; run <= this.options.runs; run++) {
        for (const cell of stage.cells) {
          for (const clients of cell.clients) await this.round({ cell, clients, run });
        }
      }
      for (const server of this.running) await server.finish();
    } finally {
      for (const { app } of this.running) await app.stop();
      this.running = [];
    }
  }

  /** What bare leaves out must not be a part of the answer. */
  private async compareAnswers({ cells }: Stage): Promise<void> {
    const [ours, bare] = (['ours', 'bare'] as const).map((name) =>
      this.running.find((each) => each.name === name),
    );
    if (!ours || !bare) return;
    await assertSameAnswers(
      cells.map(({ kind }) => kind),
      [ours, bare],
    );
  }

  /** A process that has just started compiles its code first; that is not what is measured. */
  private async heat(stage: Stage, { name, app, actors }: Server): Promise<void> {
    for (const { kind, clients } of stage.cells) {
      for (const some of clients) {
        note(`heating ${name}: ${kind}, ${String(some)} clients`);
        const connections = deal(kind, actors, some);
        const seconds = this.options.heatSeconds;
        const job: LoadJob = { port: app.port, kind, connections, warmUpSeconds: 0, seconds };
        assertNoFailure(await measureIn('load', job, seconds + SLACK_SECONDS, () => undefined), kind);
      }
    }
  }

  private async round(task: Task): Promise<void> {
    const { floorRows } = task.cell;
    const hasFloor = floorRows !== null && this.options.servers.includes('floor');
    const turns: (() => Promise<Measurement>)[] = [
      ...(hasFloor ? [() => this.measureFloor(floorRows, task)] : []),
      ...this.running.map((server) => () => this.measureServer(server, task)),
    ];
    for (const turn of task.run % 2 === 1 ? turns : turns.reverse()) {
      const { runs, repeats } = this.options;
      this.measurements.push(
        await leastDisturbed(turn, repeats, (measured) => {
          note(`run ${String(task.run)}/${String(runs)}  ${line(measured)}`);
        }),
      );
    }
  }

  private async measureFloor(rows: number, { cell, clients, run }: Task): Promise<Measurement> {
    const { seconds, warmUpSeconds, storedLoans } = this.options;
    const databaseUrl = this.databases.url(FLOOR);
    const table = await this.databases.using(databaseUrl, (db) => prepareFloor(db, rows, storedLoans));
    const job: FloorJob = { databaseUrl, table, rows, clients, warmUpSeconds, seconds };
    const { count, usage } = await this.observe('floor', job, null);
    return measurement({ cell: cell.name, clients, server: 'floor', run }, count, usage);
  }

  private async measureServer(server: Server, { cell, clients, run }: Task): Promise<Measurement> {
    const { seconds, warmUpSeconds, profile } = this.options;
    const { app, name } = server;
    const connections = deal(cell.kind, server.actors, clients);
    const job: LoadJob = { port: app.port, kind: cell.kind, connections, warmUpSeconds, seconds };
    const { count, usage } = await this.observe('load', job, app);
    assertNoFailure(count, `${cell.name} of ${name}, ${String(clients)} clients`);
    if (profile) {
      const explained = await endProfile(app.pid, this.profileFile, count.latencies.length);
      const statements = await topStatements(this.postgres.admin, count.latencies.length);
      console.log(`\n== ${cell.name}, ${String(clients)} clients\n\n${explained}\n\n${statements}\n`);
    }
    return measurement({ cell: cell.name, clients, server: name, run }, count, usage);
  }

  private observe(
    script: 'load' | 'floor',
    job: LoadJob | FloorJob,
    app: App | null,
  ): Promise<{ count: Count; usage: Usage }> {
    const servers = this.running.map((server) => server.app.pid);
    const onBegin = async () => {
      if (!this.options.profile || !app) return;
      await resetStatements(this.postgres.admin);
      startProfile(app.pid, this.profileFile);
    };
    return observe(this.postgres, servers, { script, job, app, onBegin });
  }
}

function note(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}

function line(of: Measurement): string {
  return (
    `${of.cell} ${String(of.clients)} clients, ${of.server}: ${of.perSecond.toFixed(0)}/s, p50 ${of.p50.toFixed(2)} ` +
    `p99 ${of.p99.toFixed(2)} ms, CPU app ${of.appCpuMs.toFixed(3)} + PostgreSQL ${of.postgresCpuMs.toFixed(3)} ms, ` +
    `foreign CPU ${(of.foreign * 100).toFixed(0)} %${of.disturbed ? ', DISTURBED' : ''}`
  );
}
