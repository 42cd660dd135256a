import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What `file` holds, readable by its owner alone; on first use it gets `made`. Safe when two processes start. */
export async function keptSecret(file: string, made: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  if (kept !== '') return kept;
  await mkdir(dirname(file), { recursive: true });
  // Written beside and then linked, so that a kill in between leaves no half of a secret.
  const fresh = `${file}.${String(process.pid)}`;
  await writeFile(fresh, made, { mode: 0o600 });
  try {
    await link(fresh, file);
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return await readFile(file, 'utf8');
  } finally {
    await rm(fresh, { force: true });
  }
}
