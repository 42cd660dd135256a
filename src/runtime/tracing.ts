import {
  context,
  createContextKey,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Link,
  type Span,
  type Tracer,
} from '@opentelemetry/api';

/**
 * Null: traces are off, and nothing here costs more than looking at this. Spans are made by hand, at the few places that
 * everything passes: what instruments by patching modules finds none in the bundle.
 */
let tracer: Tracer | null = null;

/** Switches traces on (`tracing-export.ts`) or off again. */
export function traceWith(own: Tracer | null): void {
  tracer = own;
}

/** Whether traces are on. Where every statement or request passes, ask before making anything for a span. */
export function isTracing(): boolean {
  return tracer !== null;
}

/** One run of a background loop. It becomes a trace when it does something: most runs look, and find nothing. */
interface Run {
  name: string;
  startedAt: number;
  span: Span | null;
  isOver: boolean;
}
const RUN = createContextKey('a run of a background loop');

/** What is being done now, to go on in it later; undefined when traces are off. */
export function currentContext(): Context | undefined {
  return tracer === null ? undefined : context.active();
}

/** Does work as a part of what `currentContext` was. */
export function within<T>(own: Context | undefined, work: () => T): T {
  return own === undefined ? work() : context.with(own, work);
}

/** The trace of a context, or of what is being done now; undefined when it has none. */
export function traceIdOf(own: Context | undefined = currentContext()): string | undefined {
  return own && trace.getSpanContext(own)?.traceId;
}

/** What a span is made of. `begins`: a run of a background loop that has done this becomes a trace. */
interface Part {
  name: string;
  kind?: SpanKind;
  attributes?: Attributes;
  links?: Link[];
  begins?: boolean;
}

/** A span in what is being done now. Null when traces are off, nothing is traced now, or this trace is not sampled. */
export function startPart({ begins = false, name, ...options }: Part): Span | null {
  if (tracer === null) return null;
  const parent = parentOf(begins);
  return parent && tracer.startSpan(name, options, parent);
}

function parentOf(begins: boolean): Context | null {
  const active = context.active();
  const span = trace.getSpan(active);
  if (span !== undefined) return isSampled(span) ? active : null;
  const run = active.getValue(RUN) as Run | undefined;
  if (run === undefined) return null;
  const own = run.span ?? (begins ? begin(run) : null);
  return own !== null && isSampled(own) ? trace.setSpan(active, own) : null;
}

/** Also of one that has ended: what it started may go on. */
function isSampled(span: Span): boolean {
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}

function begin(run: Run): Span | null {
  const { name, startedAt: startTime } = run;
  run.span = tracer?.startSpan(name, { startTime, root: true }, ROOT_CONTEXT) ?? null;
  if (run.isOver) run.span?.end();
  return run.span;
}

/** Does work in a span, which ends with it. Without a span it only does the work. */
export async function inPart<T>(span: Span | null, work: () => Promise<T>): Promise<T> {
  if (span === null) return work();
  return endWith(span, context.with(trace.setSpan(context.active(), span), work));
}

/** Ends a span with the work that it stands for. */
export async function endWith<T>(span: Span, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    fail(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Thrown to undo or to begin again what was done; nothing is wrong. */
export class NoFault extends Error {}

/** Marks a span as failed, by the error's code alone: its message may have values in it. */
function fail(span: Span, error: unknown): void {
  if (error instanceof NoFault) {
    span.setAttribute('lending.undone', true);
    return;
  }
  const { status } = (error ?? {}) as { status?: unknown };
  if (typeof status === 'number' && status < 500) {
    // A refusal is an answer.
    span.setAttribute('lending.problem', typeOf(error));
    return;
  }
  span.setAttribute('error.type', typeOf(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

const CODE = /^[\w.-]{1,64}$/;

function typeOf(error: unknown): string {
  const { code, constructor } = (error ?? {}) as { code?: unknown; constructor?: { name: string } };
  return typeof code === 'string' && CODE.test(code) ? code : (constructor?.name ?? 'unknown');
}

/** Starts the trace of a request, as a part of the caller's where `headers` are those of a trusted proxy; else its own. */
export function startRequest(
  name: string,
  attributes: Attributes,
  headers: Readonly<Record<string, unknown>> | null,
): { span: Span; own: Context } | undefined {
  if (tracer === null) return undefined;
  const parent = headers === null ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, headers);
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
  return { span, own: trace.setSpan(parent, span) };
}

/** Does the work of a background loop's run. */
export async function inRun<T>(name: string, work: () => Promise<T>): Promise<T> {
  const run: Run = { name, startedAt: Date.now(), span: null, isOver: false };
  try {
    return await context.with(ROOT_CONTEXT.setValue(RUN, run), work);
  } catch (error) {
    if (run.span) fail(run.span, error);
    throw error;
  } finally {
    run.isOver = true;
    run.span?.end();
  }
}

/**
 * Does what several have asked for at once. The span is a part of the first one's trace, with links to all others, which
 * have one to it. Without any it is no part of what happens to run now.
 */
export async function inBatch<T>(
  name: string,
  asked: readonly (Span | null)[],
  work: () => Promise<T>,
): Promise<T> {
  const [first, ...others] = asked.filter((span) => span !== null);
  if (first === undefined || tracer === null) return context.with(ROOT_CONTEXT, work);
  const parent = trace.setSpan(ROOT_CONTEXT, first);
  const attributes = { 'lending.batch.size': asked.length };
  const links = others.map((span) => ({ context: span.spanContext() }));
  const batch = tracer.startSpan(`batch ${name}`, { attributes, links }, parent);
  for (const span of others) span.addLink({ context: batch.spanContext() });
  return endWith(batch, context.with(trace.setSpan(parent, batch), work));
}

/** Another server that is called. `to`: its address, of which only host and port are told. */
interface Call {
  name: string;
  to: { hostname: string; port: string };
  attributes?: Attributes;
}

/** The span of a call, and the headers that let the other server go on with the trace. */
export interface Calling {
  headers: Record<string, string>;
  /** It was answered with this status of HTTP. */
  answered: (status: number) => void;
  /** What came of it, where that is no exception. */
  ended: (attributes: Attributes, isFailed: boolean) => void;
}

const UNTRACED: Calling = { headers: {}, answered: () => undefined, ended: () => undefined };

/** Calls another server in a span of its own. */
export async function calling<T>(
  { name, to, attributes }: Call,
  work: (call: Calling) => Promise<T>,
): Promise<T> {
  if (tracer === null) return work(UNTRACED);
  const span = startPart({
    name,
    kind: SpanKind.CLIENT,
    begins: true,
    attributes: {
      ...attributes,
      'server.address': to.hostname,
      ...(to.port !== '' && { 'server.port': Number(to.port) }),
    },
  });
  if (span === null) return work(UNTRACED);
  const ended = (more: Attributes, isFailed: boolean) => {
    span.setAttributes(more);
    if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR });
  };
  const headers: Record<string, string> = {};
  propagation.inject(trace.setSpan(ROOT_CONTEXT, span), headers);
  const answered = (status: number) => {
    const isFailed = status >= 400;
    ended(
      { 'http.response.status_code': status, ...(isFailed && { 'error.type': String(status) }) },
      isFailed,
    );
  };
  return inPart(span, () => work({ headers, answered, ended }));
}
