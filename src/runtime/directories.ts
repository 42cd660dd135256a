import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a directory with its parents; answers whether it is new. Node's own `recursive` loops forever on file systems
 * that accept no directories and report a missing parent, such as /proc.
 */
export async function makeDirectory(path: string): Promise<boolean> {
  const first = await tryToMake(path);
  if (first !== 'no parent') return first === 'made';
  if (dirname(path) !== path) await makeDirectory(dirname(path));
  await mkdir(path);
  return true;
}

/** Makes the names in a directory survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open a directory; NTFS journals its names.
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function tryToMake(path: string): Promise<'made' | 'there' | 'no parent'> {
  try {
    await mkdir(path);
    return 'made';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return 'no parent';
    if (code === 'EEXIST') return 'there';
    throw error;
  }
}
