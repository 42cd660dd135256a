/**
 * The load generator, a process of its own: keep-alive connections, each sending its next request when the last
 * one is answered. Plain sockets: what the generator uses of the two cores, the server does not get.
 */
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Count } from './children.js';

/** A signed-in customer and the loans it pays on or looks at. */
export interface Actor {
  id: string;
  token: string;
  loanIds: readonly string[];
  /** What it pays with, through a gateway. */
  instrumentId?: string;
}

export interface LoadJob {
  port: number;
  kind: 'loans' | 'payments' | 'collect' | 'list' | 'detail';
  /** For each connection its own customers; every request is of one of them, at random. */
  connections: readonly (readonly Actor[])[];
  warmUpSeconds: number;
  seconds: number;
}

const HEADERS_END = Buffer.from('\r\n\r\n');

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(Math.random() * from.length)] as T;
}

/** Between two amounts in cents, as text. */
function cents(min: number, max: number): string {
  return ((min + Math.floor(Math.random() * (max - min + 1))) / 100).toFixed(2);
}

/** A request of a kind, of one customer; another one each time where it can be. */
export function request(
  kind: LoadJob['kind'],
  actor: Actor,
): { method: string; path: string; body: string | null } {
  const get = (path: string) => ({ method: 'GET', path, body: null });
  const post = (path: string, body: string) => ({ method: 'POST', path, body });
  switch (kind) {
    case 'loans':
      return post('/api/loans/', `{"amount":"${cents(100_00, 10_000_00)}"}`);
    case 'payments':
      return post('/api/payments/', `{"loan":"${pick(actor.loanIds)}","amount":"${cents(50, 5_00)}"}`);
    case 'collect': {
      const paid = `{"loan":"${pick(actor.loanIds)}","amount":"${cents(50, 5_00)}","instrument":"${String(actor.instrumentId)}"}`;
      return post('/api/payments/collect/', paid);
    }
    case 'list':
      return get('/api/loans/');
    case 'detail':
      return get(`/api/loans/${pick(actor.loanIds)}/`);
  }
}

function written(kind: LoadJob['kind'], actor: Actor): string {
  const { method, path, body } = request(kind, actor);
  const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${actor.token}\r\n`;
  if (body === null) return `${head}\r\n`;
  const key = kind === 'collect' ? `Idempotency-Key: ${randomUUID()}\r\n` : '';
  return `${head}${key}Content-Type: application/json\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`;
}

/** One connection. `onAnswer` gets status, milliseconds and the whole answer, and says whether to go on. */
class Connection {
  private readonly socket: Socket;
  private buffered: Buffer[] = [];
  private missing = -1;
  private sentAt = 0;
  private stopped = false;

  constructor(
    private readonly job: LoadJob,
    private readonly actors: readonly Actor[],
    private readonly onAnswer: (status: number, ms: number, answer: Buffer) => boolean,
    private readonly onLost: (error: Error) => void,
  ) {
    this.socket = connect({ port: job.port, host: '127.0.0.1', noDelay: true });
    this.socket.on('connect', () => {
      this.send();
    });
    this.socket.on('data', (chunk: Buffer) => {
      this.take(chunk);
    });
    this.socket.on('error', onLost);
    this.socket.on('close', () => {
      if (!this.stopped) onLost(new Error('the server closed a connection'));
    });
  }

  private send(): void {
    this.sentAt = performance.now();
    this.socket.write(written(this.job.kind, pick(this.actors)), 'latin1');
  }

  private take(chunk: Buffer): void {
    this.buffered.push(chunk);
    if (this.missing >= 0) this.missing -= chunk.length;
    else {
      const all = this.buffered.length === 1 ? chunk : Buffer.concat(this.buffered);
      const end = all.indexOf(HEADERS_END);
      if (end < 0) return;
      const length = /\r\ncontent-length: (\d+)/i.exec(all.toString('latin1', 0, end))?.[1];
      if (length === undefined) {
        this.onLost(new Error('an answer without Content-Length'));
        return;
      }
      this.missing = end + HEADERS_END.length + Number(length) - all.length;
    }
    if (this.missing > 0) return;
    const answer = this.buffered.length === 1 ? chunk : Buffer.concat(this.buffered);
    this.buffered = [];
    this.missing = -1;
    const status = Number(answer.toString('latin1', 9, 12));
    if (this.onAnswer(status, performance.now() - this.sentAt, answer)) this.send();
    else {
      this.stopped = true;
      this.socket.end();
    }
  }
}

function run(job: LoadJob): void {
  const count: Count = { seconds: 0, latencies: [], failed: 0, firstFailure: null, cpuMs: 0 };
  let phase: 'warming' | 'measuring' | 'over' = 'warming';
  const fail = (what: string): void => {
    count.failed++;
    count.firstFailure ??= what;
  };
  for (const actors of job.connections) {
    new Connection(
      job,
      actors,
      (status, ms, answer) => {
        if (status < 200 || status > 299) fail(answer.toString('utf8').slice(0, 2000));
        else if (phase === 'measuring') count.latencies.push(ms);
        return phase !== 'over';
      },
      (error) => {
        fail(error.message);
      },
    );
  }
  setTimeout(() => {
    const started = performance.now();
    const cpu = process.cpuUsage();
    phase = 'measuring';
    process.send?.({ measuring: true });
    setTimeout(() => {
      phase = 'over';
      count.seconds = (performance.now() - started) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      count.cpuMs = (user + system) / 1000;
      count.latencies.sort((a, b) => a - b);
      // Requests in flight are answered before this process ends, so that the proof sees a quiet database.
      setTimeout(() => process.send?.({ count }), 300);
    }, job.seconds * 1000);
  }, job.warmUpSeconds * 1000);
}

if (process.send) {
  process.once('message', (job) => {
    run(job as LoadJob);
  });
}
