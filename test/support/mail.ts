import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

const SERVER = fileURLToPath(new URL('mail-server.mjs', import.meta.url));

/** A letter as a mail server got it. */
export interface Mail {
  from: string;
  to: string[];
  messageId: string;
  sender: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** As they came, by name in lower case. */
  headers: Record<string, string>;
}

/** `hold`: the letter is taken, and not answered until `release`. */
type Answer = number | 'hold';

export interface MailServer {
  url: string;
  /** What it got, also of what it refused afterwards. */
  got: Mail[];
  /** Of one reader. */
  to(address: string): Mail[];
  /** Waits until somebody has got so many. */
  arrived(address: string, count?: number): Promise<Mail[]>;
  /** How it answers the next recipients and the next letters; then it takes all. */
  answer(next: { recipient?: Answer[]; letter?: Answer[]; release?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a real SMTP server in a process of its own. */
export async function startMailServer(): Promise<MailServer> {
  const child = fork(SERVER, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const got: Mail[] = [];
  child.on('message', (message: { got?: Mail }) => {
    if (message.got) got.push(message.got);
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const to = (address: string) => got.filter((mail) => mail.to.includes(address));
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    got,
    to,
    arrived: async (address, count = 1) => {
      await until(() => to(address).length >= count);
      return to(address);
    },
    answer: (next) =>
      new Promise((resolve) => {
        const look = (message: { done?: boolean }) => {
          if (message.done !== true) return;
          child.off('message', look);
          resolve();
        };
        child.on('message', look);
        child.send(next);
      }),
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
