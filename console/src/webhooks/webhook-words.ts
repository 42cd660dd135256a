import type { Schemas } from '../api/types';
import type { FieldDescription, Values } from '../parts/form';

type Endpoint = Schemas['WebhookEndpointResponse'];

export const ENDPOINT_FIELDS: FieldDescription[] = [
  { name: 'url', label: 'Address', help: 'https://…, on the public internet.' },
  {
    name: 'types',
    label: 'Events it wants',
    initial: '*',
    help: '* for all of them, or types such as loan.disbursed, payment.received with commas between.',
  },
  { name: 'description', label: 'For', optional: true },
];

export function endpointBody({ types, ...values }: Values): unknown {
  return { ...values, ...(types !== undefined && { types: listOf(types) }) };
}

/** The words of a text with commas. */
export function listOf(text: unknown): string[] {
  return String(text)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}

/** How many deliveries of the last day arrived. */
export function reached({ delivered_in_24h: arrived, ended_in_24h: ended }: Endpoint): string {
  return ended === 0 ? '–' : `${String(arrived)} of ${String(ended)}`;
}
