import { SpanKind, type Attributes } from '@opentelemetry/api';
import { endWith, isTracing, startPart } from '../runtime/tracing.js';

/** Where a statement is sent. */
interface Server {
  readonly host: string;
  readonly port: number;
  readonly database?: string | undefined;
}

const PLACES =
  /(?<!\b(?:for|do|key|distinct)\s+)\b(?:(insert\s+into|update|delete\s+from)\s+(?:only\s+)?"?([a-z_][\w.]*)|(?:from|join)\s+(?:only\s+)?"?([a-z_][\w.]*)"?(?!\w|\s*\())/gi;
const NAMED_QUERIES = /\b(\w+)\s+AS\s+(?:MATERIALIZED\s+)?\(/gi;
const LONGEST_SUMMARY = 120;
const LONGEST_TEXT = 2000;
/** A bound on memory; the platform has some hundreds. */
const MOST_DESCRIBED = 1000;
const described = new Map<string, Attributes>();

/**
 * The answer of a statement that was just sent, with a span around it where traces are on: its text, in which values are
 * placeholders, and never the values. Without traces it is the very same promise.
 */
export function traced<T>(text: string, server: Server, sent: Promise<T>): Promise<T> {
  if (!isTracing()) return sent;
  const own = describe(text);
  const span = startPart({
    name: own['db.query.summary'] as string,
    kind: SpanKind.CLIENT,
    attributes: {
      ...own,
      'db.namespace': server.database,
      'server.address': server.host,
      'server.port': server.port,
    },
  });
  return span === null ? sent : endWith(span, sent);
}

function describe(text: string): Attributes {
  let own = described.get(text);
  if (own === undefined) {
    own = {
      'db.system.name': 'postgresql',
      'db.query.summary': summaryOf(text),
      'db.query.text': text.slice(0, LONGEST_TEXT),
    };
    if (described.size < MOST_DESCRIBED) described.set(text, own);
  }
  return own;
}

/** What it does to which tables, such as `INSERT a, SELECT b`; SQL without tables by its first words. */
export function summaryOf(text: string): string {
  const named = new Set([...text.matchAll(NAMED_QUERIES)].map(([, name]) => name));
  const parts = new Set<string>();
  for (const [, change = 'select', changed = '', read = ''] of text.matchAll(PLACES)) {
    const table = changed === '' ? read : changed;
    const [verb = ''] = change.toUpperCase().split(/\s/);
    if (!named.has(table)) parts.add(`${verb} ${table}`);
  }
  const summary = parts.size > 0 ? [...parts].join(', ') : text.trim().split(/\s+/, 2).join(' ');
  return summary.slice(0, LONGEST_SUMMARY);
}
