import { Chip } from '@mui/material';
import type { Schemas } from '../api/types';
import { DELIVERY_STATES, STATES } from './webhook-words';

const COLORS = {
  enabled: 'success',
  disabled: 'warning',
  gone: 'default',
  waiting: 'info',
  delivered: 'success',
  failed: 'error',
  dropped: 'default',
} as const;

export function EndpointState({ state }: { state: Schemas['WebhookEndpointResponse']['state'] }) {
  return <Chip size="small" variant="outlined" color={COLORS[state]} label={STATES[state]} />;
}

export function DeliveryState({ state }: { state: Schemas['WebhookDeliveryResponse']['state'] }) {
  return <Chip size="small" variant="outlined" color={COLORS[state]} label={DELIVERY_STATES[state]} />;
}
