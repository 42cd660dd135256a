import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Interrupted, UsageError } from './output.js';

/** Where a new user's name and password come from. */
export interface CredentialOptions {
  username?: string;
  passwordStdin?: boolean;
}

export const USERNAME_OPTION = {
  flags: '--username <name>',
  description: '3 to 150 letters, digits or any of _ . @ + -',
};
export const PASSWORD_STDIN_OPTION = {
  flags: '--password-stdin',
  description: 'read the password from standard input',
};

/**
 * The username and password of a new user: from the options and standard input, or typed at the terminal (the password
 * hidden, and twice). Questions go to stderr. Throws a UsageError when there is nobody to ask.
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
    throw new UsageError('There is no terminal to ask on: give --username <name> and --password-stdin.');
  }
  const terminal = new Terminal();
  try {
    const name = username ?? (await terminal.ask('Username: '));
    const password = await terminal.askHidden('Password (10 characters or more): ');
    const again = await terminal.askHidden('Repeat the password: ');
    if (password !== again) throw new UsageError('The two passwords differ.');
    return { username: name, password };
  } finally {
    terminal.close();
  }
}

/** Asks at the terminal; anything but y or yes is no. */
export async function confirmed(question: string): Promise<boolean> {
  const terminal = new Terminal();
  try {
    return /^y(?:es)?$/i.test((await terminal.ask(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

/** All of standard input, without the final line break that `echo` and editors add. */
async function passwordFromStdin(): Promise<string> {
  if (process.stdin.isTTY) {
    throw new UsageError('--password-stdin reads a pipe, such as: --password-stdin < password.txt');
  }
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}

/**
 * One interface for all questions: pasted lines wait for their question, and typed text is visible only while a visible
 * question is open.
 */
class Terminal {
  private visible = false;
  private readonly typed: string[] = [];
  private closed = false;
  private arrived: () => void = () => undefined;
  private readonly lines: Interface;

  constructor() {
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (this.visible) process.stderr.write(chunk);
        done();
      },
    });
    // `terminal` turns off the terminal's own echo; this output decides what is shown.
    this.lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
    this.lines.on('line', (line) => {
      this.visible = false;
      this.typed.push(line);
      this.arrived();
    });
    this.lines.once('close', () => {
      this.closed = true;
      this.arrived();
    });
  }

  async ask(question: string): Promise<string> {
    this.visible = true;
    this.lines.setPrompt(question);
    this.lines.prompt();
    return this.nextLine();
  }

  async askHidden(question: string): Promise<string> {
    process.stderr.write(question);
    this.lines.setPrompt('');
    return this.nextLine();
  }

  close(): void {
    this.lines.close();
  }

  private async nextLine(): Promise<string> {
    while (this.typed.length === 0 && !this.closed) {
      await new Promise<void>((resolve) => {
        this.arrived = resolve;
      });
    }
    this.visible = false;
    process.stderr.write('\n');
    const line = this.typed.shift();
    // Ctrl-C and Ctrl-D close the interface.
    if (line === undefined) throw new Interrupted('Cancelled; nothing was changed.');
    return line;
  }
}
