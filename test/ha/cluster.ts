import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { live, nothingSeen, perform, type Seen } from '../faults/clients.js';
import { makePeople, type People } from '../faults/people.js';
import { effectsInDatabase, judge, type Verdict } from '../faults/verdict.js';
import { JWT_SECRET, SECRETS_KEY } from '../support/app.js';
import { openDatabase, type TestDatabase } from '../support/database.js';
import { Client } from '../support/http.js';
import type { Served } from '../support/make.js';
import { tokenFor } from '../support/tokens.js';

const SCRIPT = fileURLToPath(new URL('../../deploy/ha/cluster.mjs', import.meta.url));

export interface Machine {
  name: string;
  address: string;
  role: string | null;
  runs: string[];
  service: string;
  instance: string;
  database: string;
  /** The primary itself, as the owner of the tables. */
  owner: string;
}

export interface Status {
  primary: string | null;
  /** The file with the passwords, which no address shows. */
  passwords: string;
  machines: Machine[];
}

/** A cluster of deploy/ha, used as an operator uses it: by its command line. */
export class Cluster implements Served {
  private constructor(
    private readonly dir: string,
    readonly machines: Machine[],
    readonly database: TestDatabase,
  ) {}

  static async start(...options: string[]): Promise<Cluster> {
    const dir = await mkdtemp('/var/tmp/lending-ha-test-');
    const { machines, passwords } = JSON.parse(await command(dir, 'start', ...options)) as Status;
    // Every machine leads to the same database.
    const [owner, url] = await Promise.all(
      [machines[0]!.owner, machines[0]!.database].map((address) => withPassword(address, passwords)),
    );
    const database = openDatabase(owner!, {
      url: url!,
      copy: () => Promise.reject(new Error('a cluster has one database')),
      drop: () => Promise.resolve(),
    });
    return new Cluster(dir, machines, database);
  }

  /** Where clients send requests: to the HAProxy of any machine. */
  get services(): { url: string }[] {
    return this.machines.map(({ service }) => ({ url: service }));
  }

  as(user?: { id: string; role: string }): Client {
    return new Client(this.machines[0]!.service, user ? tokenFor(user) : null);
  }

  do(...args: string[]): Promise<string> {
    return command(this.dir, ...args);
  }

  async json<T>(...args: string[]): Promise<T> {
    return JSON.parse(await this.do(...args)) as T;
  }

  status(): Promise<Status> {
    return this.json<Status>('status');
  }

  /** The name of the primary, and of the two others. */
  async roles(): Promise<{ primary: string; others: [string, string] }> {
    const { primary } = await this.status();
    if (primary === null) throw new Error('there is no primary');
    const others = this.machines.map(({ name }) => name).filter((name) => name !== primary);
    return { primary, others: others as [string, string] };
  }

  async remove(): Promise<void> {
    await this.database.drop();
    await this.do('remove');
  }
}

/** An address that the cluster tells, as one that opens it. */
export async function withPassword(address: string, passwords: string): Promise<string> {
  const url = new URL(address);
  const lines = (await readFile(passwords, 'utf8')).split('\n').map((line) => line.split(':'));
  url.password = lines.find(([, , , user]) => user === url.username)?.[4] ?? '';
  return url.href;
}

async function command(dir: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, ...args, '--dir', dir], {
    env: { PATH: process.env.PATH, JWT_SECRET, SECRETS_KEY },
    maxBuffer: 2 ** 26,
  });
  return stdout;
}

/** Thirty clients of a cluster, from now until `end`. */
export class Load {
  readonly seen: Seen = nothingSeen();
  /** When each deposit of `withoutService` was acknowledged, by `performance.now()`, in that order. */
  readonly deposits = new Map<string, number>();
  private isOver = false;
  private running: Promise<void>[] = [];

  private constructor(
    private readonly cluster: Cluster,
    readonly people: People,
  ) {}

  static async prepare(cluster: Cluster, seed: number): Promise<Load> {
    const seen = nothingSeen();
    const people = await makePeople(cluster, seed, (given) => {
      seen.commands.push(given);
      return perform(given, cluster.services, seen);
    });
    const load = new Load(cluster, people);
    load.seen.commands.push(...seen.commands);
    return load;
  }

  begin(): void {
    this.isOver = false;
    const { services } = this.cluster;
    this.running = this.people.clients.map((client) => live(client, services, this.seen, () => !this.isOver));
  }

  /** Until each client knows what became of its last command. */
  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.running);
  }

  get acknowledged(): number {
    return this.seen.commands.filter(({ answer }) => answer !== null && answer.status < 300).length;
  }

  async verdict(): Promise<Verdict> {
    return judge(this.seen.commands, await effectsInDatabase(this.cluster.database));
  }

  /**
   * Does something while deposits come one after the other, each repeated until it is acknowledged. Answers the longest
   * time between two of them (s): how long there was no service for one who asks again and again.
   */
  async withoutService(work: () => Promise<void>): Promise<number> {
    let [isOver, longest, last] = [false, 0, performance.now()];
    const deposits = async () => {
      while (!isOver) {
        const deposit = this.people.probe.deposit();
        this.seen.commands.push(deposit);
        await perform(deposit, this.cluster.services, this.seen);
        const now = performance.now();
        this.deposits.set(deposit.mark, now);
        longest = Math.max(longest, now - last);
        last = now;
        await sleep(50);
      }
    };
    const depositing = deposits();
    try {
      await work();
    } finally {
      isOver = true;
      await depositing;
    }
    return longest / 1000;
  }
}

export const say = (line: string): boolean => process.stdout.write(`ha: ${line}\n`);
