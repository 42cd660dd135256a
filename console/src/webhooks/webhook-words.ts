import type { Schemas } from '../api/types';
import type { FieldDescription, Values } from '../parts/form';
import { say } from '../words/say';

type Endpoint = Schemas['WebhookEndpointResponse'];

export const STATES: Record<Endpoint['state'], string> = {
  enabled: say('Switched on'),
  disabled: say('Switched off'),
  gone: say('Gone'),
};

export const DELIVERY_STATES: Record<Schemas['WebhookDeliveryResponse']['state'], string> = {
  waiting: say('Waiting'),
  delivered: say('Arrived'),
  failed: say('Failed'),
  dropped: say('Dropped'),
};

export const ENDPOINT_FIELDS: FieldDescription[] = [
  { name: 'url', label: say('Address'), help: say('https://…, on the public internet.') },
  {
    name: 'types',
    label: say('Events it wants'),
    initial: '*',
    help: say('* for all of them, or types such as loan.disbursed, payment.received with commas between.'),
  },
  { name: 'description', label: say('For'), optional: true },
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
  return ended === 0 ? '–' : say('{arrived} of {all}', { arrived, all: ended });
}
