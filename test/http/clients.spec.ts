import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { makeStaff } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const STORY = fileURLToPath(new URL('../clients', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));
/** Calls the compiled story, as a program that has nothing to do with this one. */
const RUN = `
  const { live } = await import(process.argv[1]);
  console.log(JSON.stringify(await live(process.argv[2], process.argv[3])));`;

/** Clients are made from the document, by two generators that have nothing in common, as others would make them. */
describe('clients that are generated from the OpenAPI document', () => {
  let app: TestApp;
  let folder: string;

  beforeAll(async () => {
    app = await startApp();
    folder = await mkdtemp(join(tmpdir(), 'clients-'));
    await cp(STORY, folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const { code } = await startCli(app.database.url, `openapi --output ${join(folder, 'openapi.json')}`)
      .ended;
    expect(code).toBe(0);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await app.stop();
  });

  /** What a program printed; its output is the error when it fails. */
  const run = async (...args: string[]): Promise<string> => {
    const done = promisify(execFile)(process.execPath, args, { cwd: folder });
    const { stdout } = await done.catch((error: unknown) => {
      const { stdout: out, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${args.join(' ')}:\n${out}${stderr}`);
    });
    return stdout;
  };
  const tool = (path: string, ...args: string[]) => run(join(PACKAGES, path), ...args);

  it('are made and compile, strictly', async () => {
    await tool('@hey-api/openapi-ts/bin/run.js', '-i', 'openapi.json', '-o', 'client');
    await tool('openapi-typescript/bin/cli.js', 'openapi.json', '-o', 'types-of-api.d.ts');
    expect(await tool('typescript/bin/tsc', '-p', '.')).toBe('');
  });

  it('take a loan through its whole life', async () => {
    const staff = await makeStaff(app);
    const told = await run(
      '--input-type=module',
      '-e',
      RUN,
      join(folder, 'out/life.js'),
      app.url,
      String(staff.api.token),
    );
    expect(JSON.parse(told)).toEqual({
      fund: '5000.00',
      rows: 6,
      due: true,
      code: 'amount_out_of_range',
      paid: 3,
      trial: '30.00',
      reversed: true,
      pages: [2, 1],
      lines: 4,
      status: 'paid',
      first: null,
      kinds: expect.arrayContaining(['payment', 'payment_reversed', 'disbursed']),
      proved: true,
    });
    await expectGreenProof(app);
  });
});
