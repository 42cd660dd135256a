import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDirectory } from './directories.js';
import { ConfigError } from './environment.js';
import { isStrongSecret, keptSecret } from './kept-secret.js';
import { assertListenable } from '../http/listenable.js';

const made = () => randomBytes(32).toString('base64url');

describe('the kept token secret', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lmp-secret-'));
    file = join(folder, 'data', 'jwt-secret');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = async (text: string, mode = 0o600) => {
    await mkdir(join(folder, 'data'), { recursive: true });
    await writeFile(file, text, { mode });
    await chmod(file, mode);
  };

  test('is made once, for its owner alone, and nothing else is left beside it', async () => {
    const first = await keptSecret(file, made());
    expect(await keptSecret(file, made())).toBe(first);
    expect(await readFile(file, 'utf8')).toBe(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'data'))).toEqual(['jwt-secret']);
  });

  test('is one for all who start at once', async () => {
    const answers = await Promise.all(Array.from({ length: 2 }, () => keptSecret(file, made())));
    expect(new Set(answers)).toEqual(new Set([await readFile(file, 'utf8')]));
  });

  test.each([
    ['emptied', ''],
    ['of white space', ' '.repeat(64)],
    ['of line breaks', '\n'.repeat(64)],
    ['cut short', 'kX9-vT2_qL7.wZ4!mB6?rN8=hJ3+pD5'],
    ['of one character', 'a'.repeat(64)],
    ['of NULs', '\0'.repeat(43)],
    ['a placeholder', 'change-me-change-me-change-me-change-me'],
  ])('is refused when it is %s, in words, and is not replaced', async (_, text) => {
    await put(text);
    const refusal = keptSecret(file, made());
    await expect(refusal).rejects.toThrow(ConfigError);
    await expect(refusal).rejects.toThrow(
      /^The token secret \S+jwt-secret holds \d+ bytes that are no secret/,
    );
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('is refused after a power cut that left only its name', async () => {
    await keptSecret(file, made());
    await truncate(file);
    await expect(keptSecret(file, made())).rejects.toThrow('holds 0 bytes');
  });

  test.each([0o644, 0o640, 0o604, 0o620, 0o660])(
    'is refused with the mode %i, open to others',
    async (mode) => {
      await put(made(), mode);
      await expect(keptSecret(file, made())).rejects.toThrow(`(mode ${mode.toString(8)}): chmod 600 it`);
    },
  );

  test('is refused when it is something else than a file', async () => {
    await mkdir(file, { recursive: true });
    await expect(keptSecret(file, made())).rejects.toThrow('is not a file with a secret');
  });

  test('may end with a line break, as editors leave one', async () => {
    const secret = `${made()}\n`;
    await put(secret);
    expect(await keptSecret(file, made())).toBe(secret);
  });

  test('is measured in bytes without the white space around it', () => {
    expect(isStrongSecret(`${' '.repeat(30)}abcdefghij`)).toBe(false);
    expect(isStrongSecret('kX9-vT2_qL7.wZ4!mB6?rN8=hJ3+pD5%')).toBe(true);
  });
});

describe('directories', () => {
  test.each(['/proc/x', '/proc/x/y/z', '/dev/null/x'])(
    'that cannot be made, as %s, end in an error',
    async (path) => {
      await expect(makeDirectory(path)).rejects.toMatchObject({ syscall: 'mkdir' });
    },
  );

  test('are made with their parents, and told from those that were there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lmp-directory-'));
    try {
      expect(await makeDirectory(join(folder, 'a', 'b'))).toBe(true);
      expect(await makeDirectory(join(folder, 'a', 'b'))).toBe(false);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the address to listen on', () => {
  test.each(['no-such-host.invalid', '192.0.2.1', 'a b', '999.1.1.1'])(
    'is refused when it is %s',
    async (host) => {
      const refusal = assertListenable({ host, port: 0 });
      await expect(refusal).rejects.toThrow(ConfigError);
      await expect(refusal).rejects.toThrow(
        `HOST is "${host}"; expected: an address and a port of this machine`,
      );
    },
  );

  test.each(['127.0.0.1', '0.0.0.0', 'localhost'])('may be %s', async (host) => {
    await expect(assertListenable({ host, port: 0 })).resolves.toBeUndefined();
  });
});
