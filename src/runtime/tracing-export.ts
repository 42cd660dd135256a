import { diag, DiagLogLevel } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { newId } from './ids.js';
import { traceWith } from './tracing.js';

/** A collector that is gone is one line in this time (ms). */
const COMPLAIN_EVERY_MS = 60_000;
/** How long a shutdown waits for the last spans to be taken (ms). */
const LAST_SPANS_MS = 3000;

/** Somebody to complain to. */
interface Log {
  warn: (said: object) => void;
}

/**
 * Switches traces on: spans leave in the background, a few seconds later, to `OTEL_EXPORTER_OTLP_ENDPOINT`. While
 * nobody takes them they are dropped. Returns how to send the last ones and end. Loaded only where traces are wanted.
 */
export function startTracing(service: string, log: Log): () => Promise<void> {
  diag.setLogger(complainingTo(log), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': service, 'service.instance.id': newId() }))
      // What the environment says wins.
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register({ propagator: new W3CTraceContextPropagator() });
  traceWith(provider.getTracer('loan-management-platform'));
  return async () => {
    traceWith(null);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, LAST_SPANS_MS)));
    await Promise.race([provider.shutdown().catch(() => undefined), late]);
    clearTimeout(timer);
  };
}

function complainingTo(log: Log) {
  let quietUntil = 0;
  const complain = (reason: string) => {
    const now = performance.now();
    if (now < quietUntil) return;
    quietUntil = now + COMPLAIN_EVERY_MS;
    log.warn({ msg: 'traces are lost', reason: reason.slice(0, 200) });
  };
  const ignore = () => undefined;
  return { error: complain, warn: complain, info: ignore, debug: ignore, verbose: ignore };
}
