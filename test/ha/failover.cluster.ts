import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { redChecks } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';
import { until } from '../support/until.js';
import { Cluster, Load, say } from './cluster.js';

const SEED = 20261126;

describe('three machines, each with all that is needed, under the load of thirty clients', () => {
  let cluster: Cluster;
  let load: Load;

  beforeAll(async () => {
    cluster = await Cluster.start();
    load = await Load.prepare(cluster, SEED);
    load.begin();
  });
  afterAll(() => cluster.remove());

  /** Until somebody else than this machine is the primary. */
  const isReplaced = (name: string) =>
    until(async () => ![name, null].includes((await cluster.status()).primary));
  const isWhole = () =>
    until(async () => {
      const { machines } = await cluster.status();
      const roles = machines.map(({ role }) => role).sort();
      return roles.join() === 'primary,replica,sync' && machines.every(({ runs }) => runs.length === 5);
    });
  /** What clients can do, they go on doing for a while. */
  const moreCommands = async (count: number) => {
    const enough = load.acknowledged + count;
    await until(() => load.acknowledged >= enough);
  };

  it('lose no acknowledged command when the PostgreSQL of the primary is killed', async () => {
    await moreCommands(200);
    const { primary } = await cluster.roles();
    const seconds = await load.withoutService(async () => {
      await cluster.do('kill', primary, 'postgres');
      await isReplaced(primary);
      await moreCommands(50);
    });
    say(`kill -9 of the primary's PostgreSQL: ${seconds.toFixed(1)} s without service`);
    // By itself the old one follows the new one again.
    await isWhole();
    await moreCommands(100);
    expect(await verdictOfAll()).toEqual({ lost: [], doubled: [] });
  });

  it('lose none when the machine of the primary dies as well', async () => {
    const { primary } = await cluster.roles();
    const seconds = await load.withoutService(async () => {
      await cluster.do('kill', primary);
      await isReplaced(primary);
      await moreCommands(50);
    });
    say(`kill -9 of all that runs on the primary's machine: ${seconds.toFixed(1)} s without service`);
    await cluster.do('start');
    await isWhole();
    await moreCommands(100);
    expect(await verdictOfAll()).toEqual({ lost: [], doubled: [] });
  });

  it('let another one be the primary by hand', async () => {
    const { primary } = await cluster.roles();
    const seconds = await load.withoutService(async () => {
      await cluster.do('switchover');
      expect((await cluster.status()).primary).not.toBe(primary);
      await moreCommands(50);
    });
    say(`switch-over by hand: ${seconds.toFixed(1)} s without service`);
    await isWhole();
    expect(await verdictOfAll()).toEqual({ lost: [], doubled: [] });
  });

  it('fail no request while their instances are restarted one after the other', async () => {
    await load.end();
    const { seen } = load;
    load.begin();
    await moreCommands(50);
    const before = { requests: seen.requests, busy: seen.busy, cut: seen.cut, wrong: seen.wrong.length };
    const started = performance.now();
    await cluster.do('restart-instances');
    await moreCommands(50);
    await load.end();
    const took = (performance.now() - started) / 1000;
    say(`rolling restart: ${String(seen.requests - before.requests)} requests in ${took.toFixed(0)} s`);
    expect({ ...before, busy: seen.busy, cut: seen.cut, wrong: seen.wrong.length }).toEqual(before);
    expect(seen.requests).toBeGreaterThan(before.requests + 100);
  });

  it('have done every command once that was acknowledged, and none twice, and their books are right', async () => {
    const { commands, requests, busy, cut, hangs, stuck, wrong } = load.seen;
    expect(await load.verdict()).toEqual({ lost: [], doubled: [] });
    expect({ hangs, stuck, wrong }).toEqual({ hangs: 0, stuck: [], wrong: [] });
    await scoresAreDone(cluster.database);
    expect(await redChecks(cluster)).toEqual([]);
    say(
      `${String(load.acknowledged)} of ${String(commands.length)} commands acknowledged in ${String(requests)} requests ` +
        `(${String(busy)} answered 503, ${String(cut)} cut off); none lost, none doubled, proof green`,
    );
  });

  /** With no command under way. */
  async function verdictOfAll() {
    await load.end();
    const verdict = await load.verdict();
    load.begin();
    return verdict;
  }
});
