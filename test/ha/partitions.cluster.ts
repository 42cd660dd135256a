import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { redChecks } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';
import { until } from '../support/until.js';
import { Cluster, Load, say, type Machine } from './cluster.js';

const SEED = 20261127;

describe('three machines whose wires are cut, under the load of thirty clients', () => {
  let cluster: Cluster;
  let load: Load;

  beforeAll(async () => {
    cluster = await Cluster.start('--namespaces');
    load = await Load.prepare(cluster, SEED);
    load.begin();
  });
  afterAll(() => cluster.remove());

  const machine = (name: string) => cluster.machines.find((one) => one.name === name) as Machine;
  const statusOf = async (name: string) =>
    (await fetch(`${machine(name).instance}/health/ready`, { signal: AbortSignal.timeout(5000) })).status;
  const moreCommands = async (count: number) => {
    const enough = load.acknowledged + count;
    await until(() => load.acknowledged >= enough);
  };
  const isWhole = () =>
    until(async () => {
      const { machines } = await cluster.status();
      return (
        machines
          .map(({ role }) => role)
          .sort()
          .join() === 'primary,replica,sync'
      );
    });

  it('serve through the others while one instance does not reach the primary, and do not fail over', async () => {
    await moreCommands(100);
    const { primary, others } = await cluster.roles();
    const [away] = others;
    const seconds = await load.withoutService(async () => {
      await cluster.do('cut', primary, away);
      await until(async () => (await statusOf(away)) === 503);
      await moreCommands(200);
    });
    expect((await cluster.status()).primary).toBe(primary);
    await cluster.do('mend', primary, away);
    await until(async () => (await statusOf(away)) === 200);
    await isWhole();
    say(`an instance cut off from the primary: ${seconds.toFixed(1)} s without service at most`);
    await load.end();
    expect(await load.verdict()).toEqual({ lost: [], doubled: [] });
    load.begin();
  });

  it('have one primary, and lose nothing, when it is cut off from etcd and its standbys but not from clients', async () => {
    const { primary, others } = await cluster.roles();
    const seconds = await load.withoutService(async () => {
      for (const other of others) await cluster.do('cut', primary, other);
      await until(async () => (await primariesOf(others)).length === 1);
      await moreCommands(100);
    });
    say(`a primary cut off from etcd and its standbys: ${seconds.toFixed(1)} s without service`);
    // It gave up by itself: nobody told it.
    expect(await primariesOf([primary])).toEqual([]);
    for (const other of others) await cluster.do('mend', primary, other);
    await isWhole();
    await moreCommands(100);
    await load.end();
    expect(await load.verdict()).toEqual({ lost: [], doubled: [] });
  });

  it('leave the books right', async () => {
    const { hangs, stuck } = load.seen;
    // HAProxy answers by itself what an instance behind a cut wire does not: 502 and 504.
    const wrong = load.seen.wrong.filter(({ status }) => status !== 502 && status !== 504);
    expect({ hangs, stuck, wrong }).toEqual({ hangs: 0, stuck: [], wrong: [] });
    await scoresAreDone(cluster.database);
    expect(await redChecks(cluster)).toEqual([]);
  });

  /** Those of these machines whose Patroni says that it is the primary: what HAProxy goes by. */
  async function primariesOf(names: readonly string[]): Promise<string[]> {
    const answers = await Promise.all(
      names.map(async (name) => {
        const signal = AbortSignal.timeout(5000);
        return (await fetch(`http://${machine(name).address}:8008/primary`, { signal })).status === 200;
      }),
    );
    return names.filter((_, index) => answers[index] === true);
  }
});
