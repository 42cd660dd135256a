import { expect } from '@jest/globals';
import { connect } from 'node:net';

/** What a separate connection received until the server closed it. */
export interface RawAnswer {
  status: number;
  headers: string;
  // The specs read answers as JavaScript clients do.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  text: string;
}

/** Sends bytes as they are, then whatever `more` gives, and reads until the server closes. */
export function sendRaw(url: string, bytes: string | Buffer, more?: () => string | null): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const received: Buffer[] = [];
    const trickle = more && setInterval(() => socket.write(more() ?? ''), 20);
    socket.on('data', (chunk) => received.push(chunk));
    // A server that has answered may reset the connection while more is being sent.
    socket.on('error', (error) => {
      if (received.length === 0) reject(error);
    });
    socket.on('close', () => {
      clearInterval(trickle);
      resolve(readAnswer(Buffer.concat(received).toString()));
    });
    socket.write(bytes);
  });
}

/** A hand-written request on its own connection, which ends with the answer. */
export function rawRequest(
  head: string,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Buffer {
  const all = {
    Host: 'localhost',
    Connection: 'close',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = [head, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`), '', ''];
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), Buffer.from(body)]);
}

function readAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const isJson = /^content-type: application\/(problem\+)?json/im.test(head);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  return { status, headers: head, body: isJson && body !== '' ? (JSON.parse(body) as unknown) : body, text };
}

/** Expects a refusal that every client can read, whatever was sent: short, not cacheable, with its request id. */
export function expectProblem(answer: RawAnswer, status: number, code: string): void {
  expect([answer.text.slice(0, 300), answer.status]).toEqual([expect.any(String), status]);
  expect(answer.headers).toMatch(/^content-type: application\/problem\+json/im);
  expect(answer.headers).toMatch(/^cache-control: no-store/im);
  expect(answer.body).toMatchObject({
    status,
    code,
    type: `/api/problems/${code}/`,
    title: expect.any(String),
  });
  const id = /^x-request-id: (\S+)/im.exec(answer.headers)?.[1];
  expect(answer.body.request_id).toBe(id);
}
