import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the repository, by its path from the top. */
export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The sources and documents below some folders of the repository. */
export function textsOf(folders: readonly string[]): { path: string; text: string }[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((path) => /\.(tsx?|md)$/.test(path) && !/(^|\/)(dist|node_modules)\//.test(path))
    .map((path) => ({ path, text: readText(path) }));
}

/** The cells of the table under a heading of a document, without its head. */
export function rowsBelow(document: string, heading: string): string[][] {
  const [, section = ''] = `\n${document}`.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  return own
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}
