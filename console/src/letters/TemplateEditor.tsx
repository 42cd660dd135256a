import SaveIcon from '@mui/icons-material/Save';
import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLogoutIfAccessDenied, useNotify, usePermissions } from 'react-admin';
import type { Language } from '../../../web/speech';
import { useRested } from '../../../web/use-rested';
import { api } from '../api/client';
import type { Schemas } from '../api/types';
import { ErrorBox } from '../parts/ErrorBox';
import { instant } from '../parts/format';
import { Section } from '../parts/Section';
import { REST_MS } from '../parts/use-api';
import { LetterText } from './LetterText';
import { exampleInWords, versionInWords } from './letter-words';
import { TemplateField } from './TemplateField';
import { figure, listed, say } from '../words/say';

type Template = Schemas['TemplateResponse'];

/** A template beside what it makes of every example, as it is typed. Saved, it is a new version. */
export function TemplateEditor({ template, onSaved }: { template: Template; onSaved: () => void }) {
  const { topic, channel, locale, values } = template;
  const { permissions } = usePermissions();
  const [subject, setSubject] = useState(template.subject);
  const [body, setBody] = useState(template.body);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const notify = useNotify();
  const logout = useLogoutIfAccessDenied();
  const path = `notification_templates/${topic}/${channel}/${locale}/`;
  const isChanged = subject !== template.subject || body !== template.body;
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      await api(path, { method: 'PUT', body: { subject, body } });
      notify(say('The template is saved.'), { type: 'success' });
      onSaved();
    } catch (caught) {
      setError(caught);
      await logout(caught).catch(() => undefined);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}>
      <Section
        title={say('Template')}
        actions={
          permissions === 'admin' && (
            <Button
              variant="contained"
              startIcon={<SaveIcon />}
              disabled={!isChanged || isBusy}
              onClick={() => void save()}
            >
              {say('Save')}
            </Button>
          )
        }
      >
        <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
          {listed([
            versionInWords(template.version),
            ...(template.created_at === null ? [] : [instant(template.created_at)]),
          ])}
          .{' '}
          {say(
            'It may say {values}; amounts as {amount}, dates as {date}. Below it, letters say how to turn them off.',
            {
              values: listed(values.map((name) => figure(`{{ ${name} }}`))),
              amount: figure('{{ amount | money: currency }}'),
              date: figure('{{ date | date }}'),
            },
          )}
        </Typography>
        {channel === 'email' && (
          <TemplateField label={say('Subject')} value={subject} language={locale} onChange={setSubject} />
        )}
        <TemplateField label={say('Text')} value={body} language={locale} isLong onChange={setBody} />
        {error !== null && <ErrorBox error={error} />}
      </Section>
      <Preview path={path} topic={topic} text={{ subject, body }} language={locale} />
    </Box>
  );
}

interface PreviewProps {
  path: string;
  topic: Template['topic'];
  text: { subject: string; body: string };
  language: Language;
}

function Preview({ path, topic, text, language }: PreviewProps) {
  const shown = useRested(text, REST_MS);
  const preview = useQuery({
    queryKey: ['template', path, shown],
    queryFn: () =>
      api<Schemas['TemplateExamplesResponse']>(`${path}preview/`, { method: 'POST', body: shown }),
    placeholderData: (before) => before,
    retry: false,
  });
  return (
    <Section title={say('What it makes')}>
      {preview.error ? <ErrorBox error={preview.error} /> : null}
      {preview.data?.examples.map((example) => (
        <Box key={example.example} sx={{ mb: 2, opacity: preview.error ? 0.5 : 1 }}>
          <Typography variant="caption" color="text.secondary" component="h3">
            {exampleInWords(topic, example.example)}
          </Typography>
          <LetterText letter={example} language={language} />
        </Box>
      ))}
    </Section>
  );
}
