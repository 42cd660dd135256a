import ForwardToInboxIcon from '@mui/icons-material/ForwardToInbox';
import { Alert, Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { Figures } from '../parts/Figures';
import { Ref, To } from '../parts/Links';
import { instant } from '../parts/format';
import { Section } from '../parts/Section';
import { Status } from '../parts/Status';
import { LetterText } from './LetterText';
import { CHANNELS, LANGUAGES, REASONS, TOPICS } from './letter-words';

export default function LetterPage() {
  return (
    <ShowBase resource="notifications">
      <LetterDetails />
    </ShowBase>
  );
}

/** Somebody who comes from the list sees what the list knew, until the text is there. */
type LetterOnPage = Schemas['NotificationResponse'] & Partial<Schemas['NotificationDetailResponse']>;

function LetterDetails() {
  const letter = useRecordContext<LetterOnPage>();
  if (!letter) return null;
  const isOver = letter.state !== 'waiting' && letter.state !== 'sending';
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={`${TOPICS[letter.topic]} to ${letter.user_name}`} />
      <Section title="What became of it" actions={isOver && <SendAgain letter={letter} />}>
        {letter.repeated && (
          <Alert severity="info" sx={{ mb: 1 }}>
            It may have arrived twice: the server was lost while it was under way.
          </Alert>
        )}
        <Figures rows={rowsOf(letter)} />
      </Section>
      <Section title="What was written">
        <LetterText letter={letter} language={letter.locale ?? 'en'} />
      </Section>
    </Box>
  );
}

function rowsOf(letter: LetterOnPage): [string, React.ReactNode][] {
  const { reason, detail, sent_by: sentBy } = letter;
  return [
    ['State', <Status key="state" value={letter.state} />],
    ...(reason === null ? [] : [['Why not', REASONS[reason]] as [string, string]]),
    ...(detail === null ? [] : [['The server said', detail] as [string, string]]),
    [
      'To',
      <To key="user" to={`/users/${letter.user}/show`}>
        {letter.user_name}
      </To>,
    ],
    ['Address', letter.address ?? '–'],
    ['By', sentBy === 'log' ? 'The log of the server: nobody got it' : CHANNELS[letter.channel]],
    ['Loan', letter.loan === null ? '–' : <Ref key="loan" kind="loan" id={letter.loan} />],
    ['Written', instant(letter.created_at)],
    ['Sent', letter.sent_at === null ? '–' : instant(letter.sent_at)],
    ['Tried', `${String(letter.attempts)} times`],
    ...(letter.next_attempt_at === null || letter.state === 'sent'
      ? []
      : [['Next', instant(letter.next_attempt_at)] as [string, string]]),
    ...(letter.locale ? [['Language', LANGUAGES[letter.locale]] as [string, string]] : []),
    ...(letter.template_version === undefined || letter.template_version === null
      ? []
      : [
          [
            'Template',
            letter.template_version === 0
              ? "The platform's own"
              : `Version ${String(letter.template_version)}`,
          ] as [string, string],
        ]),
  ];
}

function SendAgain({ letter }: { letter: LetterOnPage }) {
  return (
    <Command
      name="Send again"
      icon={<ForwardToInboxIcon />}
      text="Writes the letter anew, by what is so now: a reminder of what is paid is not sent. An address that was refused is tried once more."
      path={`notifications/${letter.id}/send_again/`}
      body={() => undefined}
      done="A new letter is on its way."
    />
  );
}
