import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/app/main.js', import.meta.url));

describe('a start on the embedded database that cannot end well', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lmp-refused-'));
    await chmod(dataDir, 0o711);
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const start = async (settings: Record<string, string>) => {
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, ...settings },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    }
    const deadline = setTimeout(() => child.kill('SIGKILL'), 60_000);
    const [code] = (await once(child, 'close')) as [number | null];
    clearTimeout(deadline);
    return { code, said };
  };

  it.each<[string, Record<string, string>, string]>([
    ['a network that is none', { TRUST_PROXY: '10.0.0.0/99' }, 'TRUST_PROXY is "10.0.0.0/99"; expected:'],
    ['proxies that are everybody', { TRUST_PROXY: 'true' }, 'TRUST_PROXY is "true"; expected:'],
    [
      'a host that nobody knows',
      { HOST: 'no-such-host.invalid' },
      'HOST is "no-such-host.invalid"; expected:',
    ],
    ['an address of another machine', { HOST: '192.0.2.1' }, 'HOST is "192.0.2.1"; expected:'],
    ['a token secret that is short', { JWT_SECRET: 'short' }, 'JWT_SECRET is (5 characters, not shown)'],
    ['a data directory in /proc', { DATA_DIR: '/proc/x' }, 'The data directory /proc/x cannot be used'],
    [
      'a data directory in a file',
      { DATA_DIR: '/dev/null/x' },
      'The data directory /dev/null/x cannot be used',
    ],
  ])('names %s, and has made nothing', async (_, settings, fault) => {
    const { code, said } = await start(settings);
    expect(said).toContain(fault);
    expect(said).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('names an emptied token secret, and neither uses nor replaces it', async () => {
    await writeFile(join(dataDir, 'jwt-secret'), '', { mode: 0o600 });
    const { code, said } = await start({});
    expect(said).toContain('jwt-secret holds 0 bytes that are no secret');
    expect(said).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
    expect(await readdir(dataDir)).toEqual(['jwt-secret']);
  });
});
