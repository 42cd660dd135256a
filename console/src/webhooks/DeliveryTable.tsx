import { ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useState } from 'react';
import type { Schemas } from '../api/types';
import { typeInWords } from '../events/event-words';
import { instant } from '../parts/format';
import { To } from '../parts/Links';
import { Pager } from '../parts/Pager';
import { SimpleTable } from '../parts/SimpleTable';
import { Status } from '../parts/Status';
import { words } from '../parts/words';

const STATES = ['waiting', 'delivered', 'failed', 'dropped'];

/** What was sent to an endpoint, or waits for it; newest first. */
export function DeliveryTable({ endpoint }: { endpoint: string }) {
  const [state, setState] = useState<string | null>(null);
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label="State of the deliveries"
        value={state}
        onChange={(_, chosen: string | null) => {
          setState(chosen);
        }}
        sx={{ mb: 1, flexWrap: 'wrap' }}
      >
        {STATES.map((each) => (
          <ToggleButton key={each} value={each}>
            {words(each)}
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
            label="Deliveries"
            columns={[
              {
                label: 'Number',
                value: ({ id, seq }) => <To to={`/webhook_deliveries/${id}/show`}>{seq}</To>,
              },
              { label: 'What', value: ({ type }) => typeInWords(type) },
              { label: 'State', value: ({ state: at }) => <Status value={at} /> },
              { label: 'Attempts', figure: true, value: ({ attempts }) => attempts },
              { label: 'Answered', figure: true, value: ({ last_status: status }) => status ?? '–' },
              { label: 'Next', value: ({ next_attempt_at: next }) => instant(next) },
              { label: 'Made', value: ({ created_at: at }) => instant(at) },
              { label: 'Last error', isText: true, value: ({ last_error: error }) => error ?? '–' },
            ]}
          />
        )}
      </Pager>
    </>
  );
}
