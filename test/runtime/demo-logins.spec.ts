import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApp } from '../support/app.js';
import { readText } from '../docs/texts.js';
import { Client } from '../support/http.js';
import { makeStaff, must } from '../support/make.js';
import { until } from '../support/until.js';

const MAIN = fileURLToPath(new URL('../../dist/app/main.js', import.meta.url));
const PASSWORD = 'demo-only-2026';

/** The application on its own database; with what it announces. */
async function start(dataDir: string) {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: dataDir,
      THROTTLE_DISABLED: 'true',
      NODE_ENV: 'test',
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const listening = /"msg":"listening","url":"([^"]+)"/;
  await until(() => listening.test(said) || child.exitCode !== null);
  const url = listening.exec(said)?.[1];
  if (url === undefined) throw new Error(said);
  return {
    announced: [...said.matchAll(/^ {2}(demo-[a-z0-9-]+) +(\w+)$/gm)].map(([, username]) => String(username)),
    said,
    login: async (username: string) =>
      new Client(url, null).post('/api/auth/login/', { username, password: PASSWORD }),
    as: (token: string) => new Client(url, token),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const CURL =
  /curl -s \$API(\S+) -H "Authorization: Bearer \$(\w+)"(?: --json (?:'([^']*)'|"((?:[^"\\]|\\.)*)"))?/;

/** Does what README's "A loan's life in ten lines" does with curl; answers what each request was answered. */
async function readmeTour(server: Awaited<ReturnType<typeof start>>): Promise<Record<string, unknown>[]> {
  const [, lines = ''] =
    /## A loan's life in ten lines[^]*?```sh\n([^]*?)```/.exec(readText('README.md')) ?? [];
  const known: Record<string, string> = {};
  const filled = (text: string) => text.replace(/\$(\w+)/g, (_, name: string) => known[name] ?? `$${name}`);
  for (const [, name = '', username = ''] of lines.matchAll(/(\w+)=\$\(login ([\w-]+)\)/g)) {
    known[name] = must(200, await server.login(username)).access_token as string;
  }
  const answers: Record<string, unknown>[] = [];
  for (const line of lines.split('\n')) {
    const [found, path = '', who = '', single, double] = CURL.exec(line) ?? [];
    if (found === undefined) continue;
    const json = single ?? double?.replaceAll('\\"', '"');
    const client = server.as(known[who] ?? '');
    const address = filled(`/api${path}`);
    const { status, body } = await (json === undefined
      ? client.get(address)
      : client.post(address, JSON.parse(filled(json))));
    expect([line, status < 300]).toEqual([line, true]);
    const answer = body as Record<string, unknown>;
    if (line.startsWith('LOAN=')) known.LOAN = String(answer.id);
    answers.push(answer);
  }
  return answers;
}

describe('demo logins', () => {
  it('are announced while they work, and no longer', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'lmp-demo-'));
    await chmod(dataDir, 0o711);
    let server = await start(dataDir);
    try {
      expect(server.announced).toEqual(['demo-provider', 'demo-customer', 'demo-staff', 'demo-admin']);
      expect(server.said).not.toContain('create-admin');
      for (const username of server.announced) must(200, await server.login(username));
      const [, loan, fundings, first, last, , proof] = await readmeTour(server);
      expect(loan).toMatchObject({ amount: '1000.00' });
      // "From as many loan providers as it takes."
      const names = (fundings?.results as { provider_name: string }[]).map((each) => each.provider_name);
      expect(new Set(names).size).toBe(2);
      expect([first, last, proof]).toMatchObject([
        { loan_status: 'active' },
        { loan_status: 'paid' },
        { ok: true },
      ]);
      const admin = server.as(must(200, await server.login('demo-admin')).access_token as string);
      const users = must(200, await admin.get('/api/users/?limit=100')).results as {
        id: string;
        username: string;
      }[];
      const idOf = (username: string) => users.find((user) => user.username === username)?.id ?? '';
      must(200, await admin.patch(`/api/users/${idOf('demo-staff')}/`, { is_active: false }));
      const reset = await admin.post(`/api/users/${idOf('demo-customer')}/reset_password/`, {
        password: 'lanterns over the estuary',
      });
      expect(reset.status).toBeLessThan(300);
      await server.stop();
      server = await start(dataDir);
      expect(server.announced).toEqual(['demo-provider', 'demo-admin']);
      for (const username of server.announced) must(200, await server.login(username));
    } finally {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });

  it('are not announced on a database of one’s own, which says how the first user is made', async () => {
    const app = await startApp();
    try {
      expect(app.output()).toContain('There are no users yet. Create the first: npm run cli -- create-admin');
      expect(app.output()).not.toContain('demo-');
      const { body } = await app.as().get('/api/openapi.json');
      expect((body as { info: { description: string } }).info.description).toContain('create-admin');
      await makeStaff(app);
      const again = await startApp({}, app.database);
      expect(again.output()).not.toContain('create-admin');
      await again.end();
    } finally {
      await app.stop();
    }
  });
});
