import { link, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeDirectory, syncDirectory } from './directories.js';
import { ConfigError } from './environment.js';
import { newId } from './ids.js';

export const SECRET_BYTES = 32;
const LEAST_CHARACTERS = 10;
const PLACEHOLDER =
  /change.?(me|this)|replace.?(me|this)|placeholder|example|your.?(jwt.?)?secret|demo|insecure/i;
const LONGEST_FILE = 4096;
const OF_OTHERS = 0o077;

/** Whether the secret may sign tokens: it is long, has many different characters, and is no placeholder. */
export function isStrongSecret(secret: string): boolean {
  return (
    Buffer.byteLength(secret.trim()) >= SECRET_BYTES &&
    new Set(secret).size >= LEAST_CHARACTERS &&
    !PLACEHOLDER.test(secret)
  );
}

/** What a file holds, and what to do when that is no good. */
interface KeptSecret {
  name: string;
  wrong: string;
  /** A sentence without its first letter, R, which may come after "or". */
  advice: string;
}

const TOKEN_SECRET: KeptSecret = {
  name: 'token secret',
  wrong: 'tokens could be forged',
  advice: 'emove it: the next start makes a new one, and everybody signs in again. Or set JWT_SECRET.',
};

/** The key of encrypted account numbers and files. */
export const ENCRYPTION_KEY: KeptSecret = {
  name: 'encryption key',
  wrong: 'nothing can be encrypted',
  advice: 'estore it from a backup: what it encrypted cannot be read without it. Or set SECRETS_KEY.',
};

/**
 * Returns the secret in `file`, readable by its owner only; on first use it is `made`. Safe when two processes start.
 */
export async function keptSecret(file: string, made: string, of = TOKEN_SECRET): Promise<string> {
  const kept = await readKeptSecret(file, of);
  if (kept !== null) return kept;
  await makeDirectory(dirname(file));
  // Write a file beside it, sync it, then link it: neither a kill nor a power cut leaves half a secret.
  const fresh = `${file}.${newId()}`;
  try {
    await writeDurably(fresh, made);
    await link(fresh, file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(fresh, { force: true });
  }
  await syncDirectory(dirname(file));
  return (await readKeptSecret(file, of)) ?? made;
}

/** Null when the file does not exist. Throws `ConfigError` when it holds no secret, or others can use it. */
export async function readKeptSecret(file: string, of = TOKEN_SECRET): Promise<string | null> {
  const found = await stat(file).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw faulty(of, file, `cannot be read (${(error as Error).message})`);
  });
  if (found === null) return null;
  if (!found.isFile() || found.size > LONGEST_FILE) throw faulty(of, file, 'is not a file with a secret');
  if (process.platform !== 'win32' && (found.mode & OF_OTHERS) !== 0) {
    const mode = (found.mode & 0o777).toString(8);
    throw faulty(of, file, `can be used by others than its owner (mode ${mode}): chmod 600 it, or`, '');
  }
  const secret = await readFile(file, 'utf8').catch((error: unknown) => {
    throw faulty(of, file, `cannot be read (${(error as Error).message})`);
  });
  if (isStrongSecret(secret)) return secret;
  throw faulty(
    of,
    file,
    `holds ${String(Buffer.byteLength(secret.trim()))} bytes that are no secret, so ${of.wrong}`,
  );
}

/** Writes a new file, readable by its owner only, that is on the disk when this returns. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function faulty({ name, advice }: KeptSecret, file: string, fault: string, stop = '.'): ConfigError {
  return new ConfigError(`The ${name} ${file} ${fault}${stop} ${stop === '' ? 'r' : 'R'}${advice}`);
}
