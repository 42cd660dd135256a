import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { startApp, type TestApp } from '../support/app.js';
import { makeProvider, must } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { startProxy } from '../support/proxy.js';

const SDK = fileURLToPath(new URL('../../sdk', import.meta.url));
const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const TYPES = fileURLToPath(new URL('../../node_modules/@types', import.meta.url));
const UNDICI = fileURLToPath(new URL('../../node_modules/undici-types', import.meta.url));
const NAME = 'loan-management-platform-sdk';
const LOGIN = { username: 'sdk-borrower', password: 'seven green umbrellas in Lagos' };
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
/** Money that is a number, an address that is none, a query that the list does not take. */
const WRONG = `
import { LendingClient } from '${NAME}';
const bank = new LendingClient({ baseUrl: 'http://localhost' });
// @ts-expect-error
await bank.post('/api/payments', { body: { loan: 'x', amount: 10 } });
// @ts-expect-error
await bank.get('/api/lones');
// @ts-expect-error
await bank.get('/api/loans', { query: { limits: 3 } });
// @ts-expect-error
await bank.get('/api/loans/{id}');
// @ts-expect-error
await bank.post('/api/payments');
// @ts-expect-error
for await (const one of bank.each('/api/bank')) console.log(one);
`;

interface Packed {
  filename: string;
  files: { path: string }[];
}

/** As somebody gets it who installs the package: packed, unpacked, and its README tried. */
describe('the npm package', () => {
  let app: TestApp;
  let folder: string;
  let packed: Packed;

  const run = async (program: string, args: string[], cwd: string, env: Record<string, string> = {}) => {
    const done = promisify(execFile)(program, args, { cwd, env: { ...process.env, ...env } });
    const { stdout } = await done.catch((error: unknown) => {
      const { stdout: out, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${program} ${args.join(' ')}:\n${out}${stderr}`);
    });
    return stdout;
  };

  beforeAll(async () => {
    app = await startApp();
    folder = await mkdtemp(join(tmpdir(), 'sdk-'));
    const told = await run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], SDK);
    packed = (JSON.parse(told.slice(told.indexOf('['))) as Packed[])[0]!;
    const installed = join(folder, 'node_modules', NAME);
    await mkdir(installed, { recursive: true });
    await run(
      'tar',
      ['-xzf', join(folder, packed.filename), '-C', installed, '--strip-components=1'],
      folder,
    );
    await symlink(TYPES, join(folder, 'node_modules/@types'));
    await symlink(UNDICI, join(folder, 'node_modules/undici-types'));
    const readme = await readFile(join(installed, 'README.md'), 'utf8');
    const [loan, store, receiver] = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);
    await writeFile(join(folder, 'loan.ts'), loan!);
    await writeFile(join(folder, 'store.ts'), `import { LendingClient } from '${NAME}';\n${store!}`);
    await writeFile(join(folder, 'receiver.ts'), receiver!);
    await writeFile(join(folder, 'wrong.ts'), WRONG);
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const compilerOptions = {
      strict: true,
      module: 'NodeNext',
      target: 'ES2022',
      lib: ['ES2023', 'DOM'],
      outDir: 'out',
    };
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...compilerOptions, types: ['node'] }, include: ['*.ts'] }),
    );
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await app.stop();
  });

  it('has what a program needs, and nothing else', () => {
    const names = [
      'api',
      'client',
      'errors',
      'index',
      'keyed',
      'operations',
      'sender',
      'session',
      'webhooks',
    ];
    const built = names.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]);
    expect(packed.files.map(({ path }) => path).sort()).toEqual(
      ['LICENSE', 'README.md', ...built, 'package.json'].sort(),
    );
  });

  it('has examples that compile strictly, and does not let wrong ones compile', async () => {
    expect(await run(process.execPath, [TSC, '-p', '.'], folder)).toBe('');
  });

  it("runs its README's example over HTTP, while the answer of a command is lost", async () => {
    await makeProvider(app, '5000.00');
    must(201, await app.as().post('/api/auth/register/', { ...LOGIN, role: 'customer' }));
    const line = await startProxy(app.url);
    line.cutAfter('POST /api/loans');
    try {
      const told = await run(process.execPath, ['out/loan.js'], folder, {
        BANK_URL: line.url,
        BANK_USER: LOGIN.username,
        BANK_PASSWORD: LOGIN.password,
      });
      expect(told.trim().split('\n')).toEqual([
        expect.stringMatching(/^\d+\.\d\d USD in 6 instalments$/),
        ...Array.from({ length: 3 }, () => expect.stringMatching(/^\d+\.\d\d still owed$/) as unknown),
        ...['paid 10.00', 'paid 20.00', 'paid 30.00'],
        ...['payment_exceeds_balance', 'paid'],
      ]);
    } finally {
      await line.stop();
    }
    const counted =
      'SELECT (SELECT count(*) FROM loans)::int AS loans, (SELECT count(*) FROM payments)::int AS payments';
    expect(await app.database.rows(counted)).toEqual([{ loans: 1, payments: 4 }]);
    await expectGreenProof(app);
  });

  it("runs its README's receiver, which takes what the reference library signs, once, and refuses others", async () => {
    const receiver: ChildProcess = spawn(process.execPath, ['out/receiver.js'], {
      cwd: folder,
      env: { ...process.env, WEBHOOK_SECRET: SECRET, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    const heard = new Promise<string>((resolve) => {
      receiver.stdout?.on('data', (chunk: Buffer) => {
        told += chunk.toString();
        const port = /listening .*port: (\d+)/.exec(told)?.[1];
        if (port !== undefined) resolve(port);
      });
    });
    const ended = once(receiver, 'exit');
    const send = async (port: string, secret: string) => {
      const [at, body] = [
        new Date(),
        JSON.stringify({ id: 'msg_1', type: 'loan.disbursed', seq: 7, data: {} }),
      ];
      const headers = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
      };
      return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body })).status;
    };
    try {
      const port = await heard;
      expect(await send(port, SECRET)).toBe(204);
      expect(await send(port, SECRET)).toBe(204);
      expect(await send(port, `whsec_${randomBytes(32).toString('base64')}`)).toBe(401);
    } finally {
      receiver.kill();
      await ended;
    }
    expect(told.trim().split('\n').slice(1)).toEqual(['loan.disbursed 7']);
  });
});
