import { Box, MenuItem, TextField } from '@mui/material';
import { useState } from 'react';
import { Title, useLocale } from 'react-admin';
import { LANGUAGE_NAMES } from '../../../web/speech';
import type { Schemas } from '../api/types';
import { Loaded } from '../parts/Loaded';
import { Section } from '../parts/Section';
import { useApi } from '../parts/use-api';
import { TemplateEditor } from './TemplateEditor';
import { CHANNELS, TOPICS } from './letter-words';
import { say } from '../words/say';

type Template = Schemas['TemplateResponse'];

/** What letters say: one kind, channel and language at a time, with what it makes beside it. */
export default function TemplatesPage() {
  const templates = useApi<Schemas['TemplateListResponse']>('notification_templates/');
  const [topic, setTopic] = useState<string>('receipt');
  const [channel, setChannel] = useState<string>('email');
  const [locale, setLocale] = useState<string>(useLocale());
  const isWanted = (one: Template) => one.topic === topic && one.channel === channel && one.locale === locale;
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Templates')} />
      <Section title={say('Which letters')}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <Choice label={say('About')} value={topic} of={TOPICS} onChoose={setTopic} />
          <Choice label={say('By')} value={channel} of={CHANNELS} onChoose={setChannel} />
          <Choice label={say('Language')} value={locale} of={LANGUAGE_NAMES} onChoose={setLocale} />
        </Box>
      </Section>
      <Loaded from={templates} height={400}>
        {({ results }) =>
          results
            .filter(isWanted)
            .map((template) => (
              <TemplateEditor
                key={`${topic} ${channel} ${locale} ${String(template.version)}`}
                template={template}
                onSaved={() => void templates.refetch()}
              />
            ))
        }
      </Loaded>
    </Box>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  of: Record<string, string>;
  onChoose: (value: string) => void;
}

function Choice({ label, value, of, onChoose }: ChoiceProps) {
  return (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      fullWidth={false}
      sx={{ minWidth: 180 }}
      onChange={(event) => {
        onChoose(event.target.value);
      }}
    >
      {Object.entries(of).map(([name, text]) => (
        <MenuItem key={name} value={name}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  );
}
