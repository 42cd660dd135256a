import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface Received {
  method: string;
  path: string;
  key: string | undefined;
  token: string | undefined;
  body: string;
}
/** What one request is answered. */
export type Step = (response: ServerResponse, received: Received, request: IncomingMessage) => void;

/** A server that answers each request by the next of its steps; what comes after the last step, by the last. */
export interface Scripted {
  url: string;
  received: Received[];
  /** From now on these, in order. */
  answers(...steps: Step[]): void;
  stop(): Promise<void>;
}

export const json =
  (status: number, body: object, headers: Record<string, string> = {}): Step =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

export const refusal = (status: number, code: string, headers: Record<string, string> = {}): Step =>
  json(
    status,
    { type: `/api/problems/${code}/`, title: code, status, detail: `It is ${code}.`, code, request_id: 'r' },
    { 'content-type': 'application/problem+json', ...headers },
  );

/** The connection is lost before anything is answered. */
export const lost: Step = (_, __, request) => {
  request.socket.destroy();
};

/** The connection is lost in the middle of the answer. */
export const torn: Step = (response, _, request) => {
  response.writeHead(201, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"id":', () => request.socket.destroy());
};

export async function startScripted(): Promise<Scripted> {
  const received: Received[] = [];
  let steps: Step[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const key = request.headers['idempotency-key'];
      const one: Received = {
        method: request.method ?? '',
        path: request.url ?? '',
        key: typeof key === 'string' ? key : undefined,
        token: request.headers.authorization?.replace('Bearer ', ''),
        body,
      };
      received.push(one);
      const step = steps.length > 1 ? steps.shift() : steps[0];
      if (!step) throw new Error(`nothing is to be answered to ${one.method} ${one.path}`);
      step(response, one, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    received,
    answers: (...next) => {
      steps = next;
      received.length = 0;
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
