import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until.js';

/** A message as it was received. */
export interface Received {
  headers: Record<string, string>;
  body: string;
  event: { id: string; type: string; seq: number; data: Record<string, unknown> };
}

type Answer = (response: ServerResponse, received: Received, request: IncomingMessage) => void;

/** A server that is sent webhooks, and answers as a test says. */
export interface Receiver {
  url: string;
  received: Received[];
  answers: (answer: Answer) => void;
  /** Waits for so many messages; answers them. */
  has: (count: number) => Promise<Received[]>;
  stop: () => Promise<void>;
}

export const NO_CONTENT: Answer = (response) => response.writeHead(204).end();
export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(code, headers).end('as the test says');

export async function startReceiver(first: Answer = NO_CONTENT): Promise<Receiver> {
  const received: Received[] = [];
  let answer = first;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const headers = request.headers as Record<string, string>;
      const message = { headers, body, event: JSON.parse(body) as Received['event'] };
      received.push(message);
      answer(response, message, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/hooks`,
    received,
    answers: (next) => {
      answer = next;
    },
    has: async (count) => {
      await until(() => received.length >= count);
      return received;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
