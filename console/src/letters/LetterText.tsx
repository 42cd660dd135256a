import { Paper, Typography } from '@mui/material';
import { directionOf, type Language } from '../../../web/speech';
import { say } from '../words/say';

interface LetterTextProps {
  letter: { subject?: string | null; body?: string | null };
  language: Language;
}

/** A letter as its reader sees it. */
export function LetterText({ letter: { subject, body }, language }: LetterTextProps) {
  if (body === undefined || body === null) {
    return (
      <Typography color="text.secondary">
        {say('Nothing was written, or its text was deleted after 90 days.')}
      </Typography>
    );
  }
  return (
    <Paper variant="outlined" lang={language} dir={directionOf(language)} sx={{ p: 2 }}>
      {subject && (
        <Typography component="p" sx={{ fontWeight: 600, mb: 1 }}>
          {subject}
        </Typography>
      )}
      <Typography component="div" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {body}
      </Typography>
    </Paper>
  );
}
