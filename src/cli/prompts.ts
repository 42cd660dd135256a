import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Interrupted, UsageError } from './output.js';

/** Where a new user's name and password come from. */
export interface CredentialOptions {
  username?: string;
  passwordStdin?: boolean;
}

/**
 * The username and password of a new user: from the options and standard input, or asked for at the terminal
 * (the password hidden, and twice). Questions go to stderr. Throws a UsageError when there is nobody to ask.
 */
export async function readCredentials(
  options: CredentialOptions,
): Promise<{ username: string; password: string }> {
  const { username, passwordStdin = false } = options;
  if (passwordStdin) {
    if (username === undefined) throw new UsageError('--password-stdin needs --username <name>.');
    return { username, password: await passwordFromStdin() };
  }
  if (!process.stdin.isTTY) {
    throw new UsageError('There is no terminal to ask at: give --username <name> and --password-stdin.');
  }
  const terminal = new Terminal();
  try {
    const name = username ?? (await terminal.ask('Username: '));
    const password = await terminal.askHidden('Password (10 characters or more): ');
    const again = await terminal.askHidden('The same password again: ');
    if (password !== again) throw new UsageError('The two passwords are not the same.');
    return { username: name, password };
  } finally {
    terminal.close();
  }
}

/** All of standard input, less the line break that `echo` and editors put at its end. */
async function passwordFromStdin(): Promise<string> {
  if (process.stdin.isTTY) {
    throw new UsageError('--password-stdin reads a pipe, such as: --password-stdin < password.txt');
  }
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}

/** One interface for all questions, so that lines which were pasted together are not lost between them. */
class Terminal {
  private hidden = false;
  private readonly aborted = new AbortController();
  private readonly lines: Interface;

  constructor() {
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (!this.hidden) process.stderr.write(chunk);
        done();
      },
    });
    // `terminal` turns the terminal's own echo off: what is shown is what this output lets through.
    this.lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
    this.lines.once('close', () => {
      this.aborted.abort();
    });
  }

  async ask(question: string): Promise<string> {
    try {
      return await this.lines.question(question, { signal: this.aborted.signal });
    } catch {
      process.stderr.write('\n');
      throw new Interrupted();
    }
  }

  async askHidden(question: string): Promise<string> {
    process.stderr.write(question);
    this.hidden = true;
    try {
      return await this.ask('');
    } finally {
      this.hidden = false;
      process.stderr.write('\n');
    }
  }

  close(): void {
    this.lines.close();
  }
}
