import { useState } from 'react';
import { api } from '../../../web/client';
import { useRead } from '../api/use';
import type { Schemas } from '../api/types';
import { ErrorNote } from '../parts/errors';
import { Card, Loaded } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';

type Preference = Schemas['PreferenceResponse'];

/** Which letters come; borrowers and lenders have the same card. */
export function Letters() {
  const { say } = useSpeech();
  const preferences = useRead<Schemas['PreferenceListResponse']>('notification_preferences/');
  return (
    <Card title={say('letters.title')}>
      <p className="soft">{say('letters.said')}</p>
      <Loaded of={preferences}>
        {({ results }) => (
          <div className="stack">
            {results
              .filter(({ required }) => !required)
              .map((preference) => (
                <OnePreference key={`${preference.topic} ${preference.channel}`} preference={preference} />
              ))}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function OnePreference({ preference: { topic, channel, wanted } }: { preference: Preference }) {
  const { say } = useSpeech();
  // As it was clicked, until the API has refused it.
  const [isOn, setOn] = useState(wanted);
  const change = useCommand(`letters.${topic}.${channel}`, { wanted: !isOn }, () =>
    api('notification_preferences/', { method: 'PATCH', body: { topic, channel, wanted: !isOn } }),
  );
  const name = say(`topic.${topic}`);
  return (
    <div>
      <label className="choice">
        <input
          type="checkbox"
          checked={isOn}
          onChange={() => {
            if (change.isBusy) return;
            setOn(!isOn);
            void change.go().then((done) => {
              if (done === null) setOn(isOn);
            });
          }}
        />
        <span>{channel === 'sms' ? say('letters.bySms', { topic: name }) : name}</span>
      </label>
      <ErrorNote error={change.error} />
    </div>
  );
}
