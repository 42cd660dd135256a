/**
 * The practical limit of the platform's design: node:http and `pg`, on the platform's schema. It writes the same rows
 * under the same constraints with the same arithmetic, batched as group commits, and answers the same JSON; without
 * tokens, validation, refusals, other terms than the seeded bank's, or a framework. The proof of the platform has to be
 * green on what it wrote. The customer's id stands where a token would.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Connection, counted } from './bare/batches.js';
import { loanRequests } from './bare/loans.js';
import { payments } from './bare/payments.js';
import { listLoans, showLoan } from './bare/reads.js';

const READERS = 2;
const LOAN = /^\/api\/loans\/([0-9a-f-]{36})\/$/;

async function serve(databaseUrl: string, port: number): Promise<void> {
  const loans = loanRequests(await Connection.open(databaseUrl));
  const paid = payments(await Connection.open(databaseUrl));
  const readers = await Promise.all(Array.from({ length: READERS }, () => Connection.open(databaseUrl)));
  // An instance of the platform would have begun it.
  await readers[0]?.query(
    'INSERT INTO business_dates (business_date, began_at) VALUES (current_date, now()) ON CONFLICT DO NOTHING',
    [],
  );
  let turn = 0;
  let current: Connection | null = null;
  // All reads that arrive in one turn of the event loop go to one connection, in one write.
  const reader = (): Connection => {
    if (current) return current;
    const next = readers[turn++ % READERS] as Connection;
    next.holdThisTurn(() => (current = null));
    return (current = next);
  };

  const post = async (url: string, customerId: string, request: IncomingMessage): Promise<string | null> => {
    const body = JSON.parse(await textOf(request)) as { amount: string; loan: string };
    if (url === '/api/loans/') return loans.submit({ customerId, amount: body.amount });
    if (url === '/api/payments/') {
      return paid.submit({ customerId, loanId: body.loan, amount: body.amount });
    }
    return null;
  };
  const get = async (url: string, customerId: string): Promise<string | null> => {
    const loanId = LOAN.exec(url)?.[1];
    if (loanId !== undefined) return showLoan(reader(), customerId, loanId);
    if (url === '/api/loans/') return listLoans(reader(), customerId);
    if (url === '/health/ready') return '{}';
    if (url !== '/metrics') return null;
    return `bare_batch_size_count ${String(counted.batches)}\nbare_batch_size_sum ${String(counted.items)}\n`;
  };
  createServer((request, response) => {
    const { url = '', method, headers } = request;
    const customerId = headers.authorization?.slice('Bearer '.length) ?? '';
    const isPost = method === 'POST';
    (isPost ? post(url, customerId, request) : get(url, customerId)).then(
      (body) => {
        if (body === null) answer(response, 404, '{}');
        else answer(response, isPost ? 201 : 200, body);
      },
      (error: unknown) => {
        answer(response, 500, JSON.stringify({ detail: String(error) }));
      },
    );
  }).listen(port, '127.0.0.1');
}

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      resolve(text);
    });
    request.on('error', reject);
  });
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

await serve(process.env.DATABASE_URL ?? '', Number(process.env.PORT));
