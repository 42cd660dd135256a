import VisibilityOffIcon from '@mui/icons-material/VisibilityOff';
import { Box, Typography } from '@mui/material';
import { usePermissions } from 'react-admin';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { instant } from '../parts/format';
import { LoanRef } from '../parts/Links';
import { Pager } from '../parts/Pager';
import { TimelineItem } from '../parts/TimelineItem';
import { contactWords } from './contact-words';
import { say } from '../words/say';

/** What staff wrote about one subject, or about a customer with all loans and payments; the newest first. */
export function NoteStream({
  query,
  limit = 10,
}: {
  query: { subject?: string; customer?: string };
  limit?: number;
}) {
  const { permissions } = usePermissions();
  return (
    <Pager<Schemas['NoteListResponse']> path="notes/" query={query} limit={limit}>
      {(notes) =>
        notes.length === 0 ? (
          <Typography color="text.secondary">{say('Nothing was written yet.')}</Typography>
        ) : (
          <Box component="ol" aria-label={say('Notes')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {notes.map((note) => (
              <TimelineItem key={note.id}>
                <Typography variant="caption" color="text.secondary" component="div">
                  {instant(note.created_at)} · {note.author_name}
                  {query.customer && note.subject_type === 'loan' && (
                    <>
                      {' '}
                      · {say('Loan')} <LoanRef loan={note.subject} number={note.loan_number} />
                    </>
                  )}
                </Typography>
                <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline' }}>
                  <Typography sx={{ fontWeight: 600, flexGrow: 1 }}>
                    {contactWords(note.kind, note.outcome)}
                  </Typography>
                  {permissions === 'admin' && note.redacted_at === null && (
                    <Command
                      name={say('Remove text')}
                      icon={<VisibilityOffIcon />}
                      isDangerous
                      text={say(
                        'Removes the text of this note for good, such as when the person asks for it. Who wrote it, when and about what stays.',
                      )}
                      path={`notes/${note.id}/redact/`}
                      body={() => undefined}
                      done={say('The text is removed.')}
                    />
                  )}
                </Box>
                <Typography
                  variant="body2"
                  sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
                  dir="auto"
                >
                  {note.text ?? say('The text was removed.')}
                </Typography>
              </TimelineItem>
            ))}
          </Box>
        )
      }
    </Pager>
  );
}
