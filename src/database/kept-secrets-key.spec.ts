import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.js';
import { isSealingKey } from '../runtime/sealed.js';
import { withSecretsKey } from './kept-secrets-key.js';

const KEY = Buffer.alloc(32, 'key').toString('base64');

describe('the key of what is encrypted', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'secrets-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  const config = (env: Record<string, string>) => readConfig({ DATA_DIR: dataDir, ...env });
  const file = () => join(dataDir, 'secrets-key');

  it('is made once and kept beside the data, for its owner alone', async () => {
    const [key = ''] = (await withSecretsKey(config({}))).secretsKeys;
    expect(isSealingKey(key)).toBe(true);
    expect(await readFile(file(), 'utf8')).toBe(key);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await withSecretsKey(config({ GATEWAYS: 'bank_file' }))).secretsKeys).toEqual([key]);
  });

  it('is not made where one is given, or in production', async () => {
    const production = { NODE_ENV: 'production', JWT_SECRET: 'k3y-of-38-characters-0123456789-abcdefg' };
    for (const env of [{ GATEWAYS: 'sandbox', SECRETS_KEY: KEY }, production]) {
      const settings = config(env);
      expect(await withSecretsKey(settings)).toBe(settings);
    }
    expect(await readdir(dataDir)).toEqual([]);
  });

  it.each(['short', 'a text of more than thirty-two characters that is no key'])(
    'is not made anew when its file is damaged: %j',
    async (text) => {
      await writeFile(file(), text, { mode: 0o600 });
      await expect(withSecretsKey(config({ GATEWAYS: 'sandbox' }))).rejects.toThrow(/Restore it/);
      expect(await readFile(file(), 'utf8')).toBe(text);
    },
  );
});
