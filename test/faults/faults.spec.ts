import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { makeStaff } from '../support/make.js';
import { perform, type Seen } from './clients.js';
import { FaultRun } from './run.js';
import { effectsInApi, effectsInDatabase, judge } from './verdict.js';

/** `npm run test:faults` is the long run; FAULT_SEED repeats one. */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? '16');
const SEED = Number(process.env.FAULT_SEED ?? '20261125');

jest.setTimeout((ROUNDS + 4) * 60_000);

const say = (line: string) => process.stdout.write(`faults: ${line}\n`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

describe(`three instances and thirty clients through ${String(ROUNDS)} rounds of faults, of seed ${String(SEED)}`, () => {
  let run: FaultRun;
  let seen: Seen;

  beforeAll(async () => {
    say(`seed ${String(SEED)}, ${String(ROUNDS)} rounds`);
    run = await FaultRun.prepare(SEED);
    ({ seen } = run);
    await run.go(ROUNDS, say);
  });
  afterAll(() => run.end());

  const unknown = () => seen.commands.filter(({ answer }) => answer === null);
  const acknowledged = () => seen.commands.filter(({ answer }) => answer !== null && answer.status < 300);

  it('lose no acknowledged command, do none twice, and none that was refused', async () => {
    const inDatabase = judge(seen.commands, await effectsInDatabase(run.database));
    const count = (list: readonly unknown[]) => String(list.length);
    say(
      `${String(ROUNDS)} rounds, ${String(run.faults)} faults, ${count(seen.commands)} commands ` +
        `(${count(acknowledged())} acknowledged, ${count(unknown())} given up), ${count(inDatabase.lost)} lost, ` +
        `${count(inDatabase.doubled)} doubled; ${String(seen.requests)} requests (${String(seen.cut)} cut off, ` +
        `${String(seen.busy)} answered 503, ${count(seen.wrong)} with what must not be, ${String(seen.hangs)} hung); ` +
        `longest stall of a request ${seconds(seen.longestRequestMs)}, of a command with its repeats ` +
        seconds(seen.longestCommandMs),
    );
    expect(inDatabase).toEqual({ lost: [], doubled: [] });
    // Otherwise the run would not have tried anything.
    expect(acknowledged().length).toBeGreaterThan(ROUNDS * 10);
    expect(new Set(acknowledged().map(({ kind }) => kind))).toEqual(
      new Set(['borrow', 'pay', 'reverse', 'write_off', 'add_funds', 'withdraw', 'reinvest']),
    );
  });

  it('show the same in the lists of the API', async () => {
    const staff = await makeStaff(run.instances[0]!.running);
    const listed = seen.commands.filter(({ kind }) => kind === 'borrow' || kind === 'pay');
    expect(judge(listed, await effectsInApi(staff))).toEqual({ lost: [], doubled: [] });
  });

  it('give each answer again, to the same key', async () => {
    const known = seen.commands.filter(({ answer }) => answer !== null);
    for (const command of known.filter((_, index) => index % 10 === 0)) {
      const { answer: first } = command;
      await perform(command, run.instances, seen);
      expect(command.answer).toEqual(first);
    }
  });

  it('answer nothing but success, an explained refusal, or 503', () => {
    const wrong = seen.wrong.map(({ status, body, command: { mark } }) => {
      const { code, request_id: requestId } = body as { code?: string; request_id?: string };
      return { mark, status, code, log: run.logOf(requestId) };
    });
    expect(wrong).toEqual([]);
  });

  it('leave nobody waiting', () => {
    expect(seen.hangs).toBe(0);
    expect(seen.stuck.map(({ mark }) => mark)).toEqual([]);
    expect(run.lateEnds).toEqual([]);
  });

  it('keep the books right all the while', () => {
    expect(run.redAfter).toEqual([]);
  });
});
