import { ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useState } from 'react';
import type { Schemas } from '../api/types';
import { typeInWords } from '../events/event-words';
import { instant } from '../parts/format';
import { To } from '../parts/Links';
import { Pager } from '../parts/Pager';
import { SimpleTable } from '../parts/SimpleTable';
import { say } from '../words/say';
import { deliveryError } from './error-words';
import { DeliveryState } from './States';
import { DELIVERY_STATES } from './webhook-words';

const STATES = ['waiting', 'delivered', 'failed', 'dropped'] as const;

/** What was sent to an endpoint, or waits for it; newest first. */
export function DeliveryTable({ endpoint }: { endpoint: string }) {
  const [state, setState] = useState<string | null>(null);
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={say('State of the deliveries')}
        value={state}
        onChange={(_, chosen: string | null) => {
          setState(chosen);
        }}
        sx={{ mb: 1, flexWrap: 'wrap' }}
      >
        {STATES.map((each) => (
          <ToggleButton key={each} value={each}>
            {DELIVERY_STATES[each]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Pager<Schemas['WebhookDeliveryListResponse']>
        key={state}
        path="webhook_deliveries/"
        query={{ endpoint, ...(state !== null && { state }) }}
      >
        {(rows) => (
          <SimpleTable
            rows={rows}
            label={say('Deliveries')}
            columns={[
              {
                label: say('Number'),
                value: ({ id, seq }) => <To to={`/webhook_deliveries/${id}/show`}>{seq}</To>,
              },
              { label: say('What happened'), value: ({ type }) => typeInWords(type) },
              { label: say('State'), value: ({ state: at }) => <DeliveryState state={at} /> },
              { label: say('Attempts'), figure: true, value: ({ attempts }) => attempts },
              { label: say('Answered'), figure: true, value: ({ last_status: status }) => status ?? '–' },
              { label: say('Next attempt'), value: ({ next_attempt_at: next }) => instant(next) },
              { label: say('Made at'), value: ({ created_at: at }) => instant(at) },
              {
                label: say('Last error'),
                isText: true,
                value: ({ last_error: error }) => deliveryError(error),
              },
            ]}
          />
        )}
      </Pager>
    </>
  );
}
