import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../src/demo/random.js';
import type { TestDatabase } from '../support/database.js';
import { daysAfter } from '../support/late-loans.js';
import { must, type Actor } from '../support/make.js';
import { redChecks } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';
import { live, nothingSeen, perform, request, type Seen } from './clients.js';
import type { Command, Decisions } from './commands.js';
import { inflict } from './inflict.js';
import { Instance } from './instance.js';
import { makePeople } from './people.js';
import { clockOffset, INSTANCES, planRounds, type Fault, type Round } from './plan.js';
import { OwnPostgres } from './postgres.js';

const MIGRATE = fileURLToPath(new URL('../../dist/src/migrate.js', import.meta.url));

/** Everything of one run: three instances on a PostgreSQL that may be killed, and thirty clients. */
export class FaultRun {
  readonly seen: Seen = nothingSeen();
  /** How many faults there have been. */
  faults = 0;
  /** Instances that did not end when they were asked to. */
  readonly lateEnds: Fault[] = [];
  /** The rounds after which the proof was red, and what was. */
  readonly redAfter: { round: number; checks: unknown[] }[] = [];
  private probe!: Decisions;
  private staff!: Actor;

  private constructor(
    private readonly seed: number,
    readonly database: TestDatabase,
    private readonly postgres: OwnPostgres,
    readonly instances: readonly Instance[],
  ) {}

  static async prepare(seed: number): Promise<FaultRun> {
    const postgres = await OwnPostgres.make();
    const child = spawn(process.execPath, [MIGRATE, 'run'], {
      env: { PATH: process.env.PATH, DATABASE_URL: postgres.appUrl, DATABASE_OWNER_URL: postgres.url },
      stdio: 'ignore',
    });
    must(0, { status: Number((await once(child, 'exit'))[0]), body: null });
    const database = postgres.open();
    const instances = await Promise.all(Array.from({ length: INSTANCES }, () => Instance.make(database)));
    return new FaultRun(seed, database, postgres, instances);
  }

  /** Goes through the rounds while the clients live, until each of them knows what became of its last command. */
  async go(rounds: number, say: (line: string) => void): Promise<void> {
    const random = new Random(this.seed);
    await Promise.all(this.instances.map((instance) => instance.start(clockOffset(random))));
    let over = false;
    const clients = (await this.makeClients()).map((decisions) =>
      live(decisions, this.instances, this.seen, () => !over),
    );
    for (const [index, round] of planRounds(this.seed, rounds).entries()) {
      const started = performance.now();
      await this.goThrough(round);
      const took = ((performance.now() - started) / 1000).toFixed(1);
      const what = round.faults.map(shown).join(', ');
      say(`round ${String(index + 1)}: ${what}; ${String(round.days)} days; all went on after ${took} s`);
      if (index % 5 === 4) await this.prove(index + 1);
    }
    over = true;
    await Promise.all(clients);
    await scoresAreDone(this.database);
    await this.prove(rounds);
  }

  async end(): Promise<void> {
    for (const instance of this.instances) {
      await instance.end('SIGTERM');
      await instance.proxy.stop();
    }
    await this.database.drop();
    await this.postgres.remove();
  }

  private async makeClients(): Promise<Decisions[]> {
    const app = (this.instances[0] as Instance).running;
    const people = await makePeople(app, this.seed, (command) => this.perform(command));
    this.staff = people.staff;
    this.probe = people.probe;
    return people.clients;
  }

  private async goThrough({ faults, days }: Round): Promise<void> {
    const { postgres, instances } = this;
    this.faults += faults.length;
    const onLateEnd = (fault: Fault) => this.lateEnds.push(fault);
    await Promise.all([
      ...faults.map((fault) => inflict(fault, { postgres, instances, onLateEnd })),
      this.moveBusinessDate(days),
    ]);
    // All is mended but for connections that went silent: each instance has to take commands by itself again.
    await Promise.all(this.instances.map((instance) => this.perform(this.probe.deposit(), [instance])));
    for (const { kind, instance } of faults) {
      if (!kind.startsWith('black-hole')) continue;
      const { proxy } = this.instances[instance] as Instance;
      await proxy.cut();
      await proxy.restore();
    }
  }

  /** What the instances' logs say about a request, for whoever looks for the cause. */
  logOf(requestId: unknown): string[] {
    const lines = this.instances.flatMap(({ output }) => output.split('\n'));
    return lines.filter((line) => line.includes(String(requestId))).map((line) => line.slice(0, 1500));
  }

  private async perform(command: Command, at: readonly Instance[] = this.instances): Promise<void> {
    this.seen.commands.push(command);
    await perform(command, at, this.seen);
  }

  /** Whatever fails meanwhile: one instance or the other moves the date, and closes the days that are over. */
  private async moveBusinessDate(days: number): Promise<void> {
    let to: string | null = null;
    for (let nr = 0; days > 0; nr++) {
      const instance = this.instances[nr % INSTANCES] as Instance;
      const path = '/api/sandbox/clock/';
      if (to === null) {
        const now = await request(instance, this.staff, 'GET', path, this.seen);
        if (now?.status === 200) to = daysAfter(String(now.body.business_date), days);
      } else {
        const answer = await request(instance, this.staff, 'POST', `${path}advance/`, this.seen, {
          body: { to },
        });
        // It is not ahead any more when an earlier try got there.
        if (answer?.status === 200 || answer?.status === 400) return;
      }
      await sleep(100);
    }
  }

  private async prove(round: number): Promise<void> {
    const checks = await redChecks((this.instances[0] as Instance).running);
    if (checks.length > 0) this.redAfter.push({ round, checks });
  }
}

const shown = ({ kind, instance, ms }: Fault) =>
  `${kind}${/PostgreSQL|backend/.test(kind) ? '' : ` of ${String(instance)}`} for ${String(ms)} ms`;
