import type { Environment } from './environment.js';

/** Where traces go. OpenTelemetry's exporter reads its address and headers from the environment by itself. */
export interface TracingSettings {
  serviceName: string;
}

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** Null: traces are off. The names are OpenTelemetry's own. */
export function readTracing(read: Environment): TracingSettings | null {
  const isAddress = (text: string) => /^https?:\/\//.test(text) && URL.canParse(text);
  const endpoint = read.checked(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    isAddress,
    'the address of an OTLP/HTTP receiver, such as http://127.0.0.1:4318',
    // It may have a password in it.
    'secret',
  );
  const isList = (text: string) => text.split(',').every((pair) => /^[^=\s]+=/.test(pair.trim()));
  const pairs = 'name=value, separated by commas';
  read.checked('OTEL_EXPORTER_OTLP_HEADERS', isList, pairs, 'secret');
  read.checked('OTEL_RESOURCE_ATTRIBUTES', isList, pairs);
  read.oneOf('OTEL_TRACES_SAMPLER', SAMPLERS, 'parentbased_always_on');
  const isShare = (text: string) => /^(0(\.\d+)?|1(\.0+)?)$/.test(text);
  read.checked('OTEL_TRACES_SAMPLER_ARG', isShare, 'a number from 0 to 1');
  const serviceName = read.text('OTEL_SERVICE_NAME') ?? 'loan-management-platform';
  return endpoint === undefined ? null : { serviceName };
}
