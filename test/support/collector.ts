import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until.js';

type Value = { stringValue?: string; intValue?: number | string; arrayValue?: { values: Value[] } } & object;

/** A span as OTLP has it, with its attributes by name. */
export interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  status: { code?: number };
  links?: { traceId: string; spanId: string }[];
  attributes: Record<string, unknown>;
  service: unknown;
}

/** OTLP's numbers. */
export const KIND = { internal: 1, server: 2, client: 3 };
export const ERROR = 2;

/** A server that takes traces as OpenTelemetry's collector does: OTLP over HTTP, as JSON. */
export interface Collector {
  url: string;
  spans: Span[];
  /** What was posted, as it came. */
  posted: () => string;
  /** Waits for a span, and answers it. */
  has: (what: (span: Span) => boolean) => Promise<Span>;
  /** Waits for a span, and for all that have come of its trace when the trace's first span has ended. */
  trace: (what: (span: Span) => boolean) => Promise<Span[]>;
  stop: () => Promise<void>;
}

/** `answer`: how it answers what is posted, if not with 200. */
export async function startCollector(answer?: (response: ServerResponse) => void): Promise<Collector> {
  const spans: Span[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      bodies.push(body);
      spans.push(...spansIn(JSON.parse(body)));
      if (answer) answer(response);
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const has = async (what: (span: Span) => boolean) => {
    await until(() => spans.some(what));
    return spans.find(what)!;
  };
  return {
    url: `http://127.0.0.1:${String(port)}`,
    spans,
    posted: () => bodies.join('\n'),
    has,
    trace: async (what) => {
      const { traceId } = await has(what);
      return spans.filter((span) => span.traceId === traceId);
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

interface Sent {
  resourceSpans: {
    resource: { attributes: Pair[] };
    scopeSpans: { spans: (Omit<Span, 'attributes'> & { attributes?: Pair[] })[] }[];
  }[];
}
interface Pair {
  key: string;
  value: Value;
}

function spansIn({ resourceSpans }: Sent): Span[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap((scope) =>
      scope.spans.map((span) => ({
        ...span,
        attributes: byName(span.attributes ?? []),
        service: byName(resource.attributes)['service.name'],
      })),
    ),
  );
}

function byName(pairs: readonly Pair[]): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, plain(value)]));
}

function plain(value: Value): unknown {
  return value.arrayValue ? value.arrayValue.values.map(plain) : Object.values(value)[0];
}
