import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { newId } from '../runtime/ids.js';

/** Read at once, and put into the database in one statement. */
const LINES = 2000;

/** A file that is being written under another name, so that one of its own name is always complete. */
export class NewArchive {
  /** Its content, once it is written, in hexadecimal. */
  sha256 = '';

  private constructor(
    private readonly directory: string,
    private readonly month: string,
    private readonly part: string,
    private readonly file: FileHandle,
  ) {}

  static async open(directory: string, month: string): Promise<NewArchive> {
    const part = join(directory, `events-${month}.${newId()}.part`);
    return new NewArchive(directory, month, part, await open(part, 'wx', 0o600));
  }

  /** The hash makes it one name for one content: nothing else is ever written over. */
  get name(): string {
    return `events-${this.month}-${this.sha256.slice(0, 12)}.jsonl.gz`;
  }

  /** Writes all text, compressed, and waits until it is on the disk. */
  async write(text: AsyncIterable<string>): Promise<void> {
    const hash = createHash('sha256');
    await pipeline(text, createGzip(), async (bytes: AsyncIterable<Buffer>) => {
      for await (const part of bytes) {
        hash.update(part);
        await this.file.writeFile(part);
      }
    });
    await this.file.sync();
    this.sha256 = hash.digest('hex');
  }

  /** Gives it its own name, for good; answers its path. */
  async keep(): Promise<string> {
    await this.file.close();
    const path = join(this.directory, this.name);
    await rename(this.part, path);
    const directory = await open(this.directory, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
    return path;
  }

  /** Removes what was written, unless it was kept. */
  async discard(): Promise<void> {
    await this.file.close();
    await rm(this.part, { force: true });
  }
}

/** The SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(file.createReadStream({ start: 0, autoClose: false }), hash);
  return hash.digest('hex');
}

/** Hands over the lines of a compressed file, some thousands at a time. */
export async function readLines(
  file: FileHandle,
  take: (lines: readonly string[]) => Promise<void>,
): Promise<void> {
  await pipeline(
    file.createReadStream({ start: 0, autoClose: false }),
    createGunzip(),
    async (bytes: AsyncIterable<Buffer>) => {
      const decoder = new StringDecoder('utf8');
      let lines: string[] = [];
      let rest = '';
      for await (const part of bytes) {
        // Not `readline`, for which some characters within texts end a line too.
        const pieces = (rest + decoder.write(part)).split('\n');
        rest = pieces.pop() ?? '';
        lines.push(...pieces);
        if (lines.length < LINES) continue;
        await take(lines);
        lines = [];
      }
      if (lines.length > 0) await take(lines);
    },
  );
}
