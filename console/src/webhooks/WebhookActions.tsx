import DeleteIcon from '@mui/icons-material/Delete';
import EditIcon from '@mui/icons-material/Edit';
import KeyIcon from '@mui/icons-material/Key';
import PowerIcon from '@mui/icons-material/PowerSettingsNew';
import ReplayIcon from '@mui/icons-material/Replay';
import SendIcon from '@mui/icons-material/Send';
import { Box, Typography } from '@mui/material';
import { useNotify } from 'react-admin';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import type { Values } from '../parts/form';
import { say } from '../words/say';
import { deliveryError } from './error-words';
import { ENDPOINT_FIELDS, endpointBody, listOf } from './webhook-words';

interface Props {
  endpoint: Schemas['WebhookEndpointResponse'];
  onSecret: (secret: string) => void;
}

/** What can be done with an endpoint; each is confirmed. */
export function WebhookActions({ endpoint, onSecret }: Props) {
  const notify = useNotify();
  const path = `webhook_endpoints/${endpoint.id}`;
  if (endpoint.disabled_reason === 'gone') return null;
  const isOn = endpoint.state === 'enabled';
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <Command
        name={say('Send a test')}
        icon={<SendIcon />}
        text={say('A message of type endpoint.test is sent now.')}
        path={`${path}/test/`}
        body={() => undefined}
        done={say('The test was sent.')}
        onDone={({ delivered, status, error }) => {
          const text =
            delivered === true
              ? say('It answered {status}.', { status: String(status) })
              : deliveryError(String(error));
          notify(text, { type: delivered === true ? 'success' : 'warning' });
        }}
      />
      {isOn && (
        <Command<Schemas['ReplayedWebhooksResponse']>
          name={say('Send events again')}
          icon={<ReplayIcon />}
          text={say(
            'The events between two numbers are sent again, also those that came while the endpoint was off. Its receiver knows repeats by their id.',
          )}
          path={`${path}/replay/`}
          fields={[
            { name: 'from_seq', label: say('From number'), kind: 'number', initial: 1 },
            { name: 'to_seq', label: say('To number'), kind: 'number' },
            { name: 'types', label: say('Only these types'), optional: true },
            { name: 'only_failed', label: say('Only what did not arrive'), kind: 'switch', initial: true },
          ]}
          body={replayBody}
          preview={{
            path: `${path}/replay/preview/`,
            query: {},
            show: ({ deliveries }) => (
              <Typography>{say('{count} events would be sent again.', { count: deliveries })}</Typography>
            ),
          }}
          done={say('The events are sent again.')}
        />
      )}
      <Command
        name={say('Change endpoint')}
        icon={<EditIcon />}
        text={say('Other types apply from the next event on.')}
        path={`${path}/`}
        method="PATCH"
        fields={ENDPOINT_FIELDS.map((field) => ({ ...field, initial: initialOf(endpoint, field.name) }))}
        body={endpointBody}
        done={say('The endpoint is changed.')}
      />
      <Command
        name={say('Change secret')}
        icon={<KeyIcon />}
        text={say('The new secret is shown once. For 24 hours messages are signed with both.')}
        path={`${path}/rotate_secret/`}
        body={() => undefined}
        done={say('The secret is changed.')}
        onDone={({ secret }) => {
          onSecret(String(secret));
        }}
      />
      {isOn ? (
        <Command
          name={say('Switch off')}
          icon={<PowerIcon />}
          text={say('It is sent nothing, and what waits for it is dropped.')}
          path={`${path}/`}
          method="PATCH"
          body={() => ({ enabled: false })}
          done={say('The endpoint is off.')}
        />
      ) : (
        <Command
          name={say('Switch on')}
          icon={<PowerIcon />}
          text={say(
            'It is sent what happens from now on. What happened meanwhile is sent only if you ask for it.',
          )}
          path={`${path}/enable/`}
          body={() => undefined}
          done={say('The endpoint is on.')}
        />
      )}
      <Command
        name={say('Delete endpoint')}
        icon={<DeleteIcon />}
        isDangerous
        text={say('Nothing is sent to it any more. What was sent stays here.')}
        path={`${path}/`}
        method="DELETE"
        body={() => undefined}
        done={say('The endpoint is deleted.')}
      />
    </Box>
  );
}

function initialOf(endpoint: Props['endpoint'], name: string): string {
  if (name === 'types') return endpoint.types.join(', ');
  return name === 'url' ? endpoint.url : endpoint.description;
}

function replayBody({ types, ...values }: Values): unknown {
  const named = listOf(types ?? '');
  return { ...values, ...(named.length > 0 && { types: named }) };
}
