import ForwardToInboxIcon from '@mui/icons-material/ForwardToInbox';
import { Alert, Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import { LANGUAGE_NAMES } from '../../../web/speech';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { Figures } from '../parts/Figures';
import { LoanRef, To } from '../parts/Links';
import { count, instant } from '../parts/format';
import { Section } from '../parts/Section';
import { Status } from '../parts/Status';
import { LetterText } from './LetterText';
import { CHANNELS, REASONS, TOPICS, versionInWords } from './letter-words';
import { say } from '../words/say';

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
      <Title title={say('{topic} to {name}', { topic: TOPICS[letter.topic], name: letter.user_name })} />
      <Section title={say('What became of it')} actions={isOver && <SendAgain letter={letter} />}>
        {letter.repeated && (
          <Alert severity="info" sx={{ mb: 1 }}>
            {say('It may have arrived twice: the server was lost while it was under way.')}
          </Alert>
        )}
        <Figures rows={rowsOf(letter)} />
      </Section>
      <Section title={say('What was written')}>
        <LetterText letter={letter} language={letter.locale ?? 'en'} />
      </Section>
    </Box>
  );
}

function rowsOf(letter: LetterOnPage): [string, React.ReactNode][] {
  const { reason, detail, sent_by: sentBy } = letter;
  return [
    [say('State'), <Status key="state" value={letter.state} />],
    ...(reason === null ? [] : [[say('Why not'), REASONS[reason]] as [string, string]]),
    ...(detail === null ? [] : [[say('The server said'), detail] as [string, string]]),
    [
      say('letter.to'),
      <To key="user" to={`/users/${letter.user}/show`}>
        {letter.user_name}
      </To>,
    ],
    [say('Address'), letter.address ?? '–'],
    [say('By'), sentBy === 'log' ? say('The log of the server: nobody got it') : CHANNELS[letter.channel]],
    [say('Loan'), <LoanRef key="loan" loan={letter.loan} number={letter.loan_number} />],
    [say('Written'), instant(letter.created_at)],
    [say('Sent'), instant(letter.sent_at)],
    [say('Attempts'), count(letter.attempts)],
    ...(letter.next_attempt_at === null || letter.state === 'sent'
      ? []
      : [[say('Next'), instant(letter.next_attempt_at)] as [string, string]]),
    ...(letter.locale ? [[say('Language'), LANGUAGE_NAMES[letter.locale]] as [string, string]] : []),
    ...(letter.template_version === undefined || letter.template_version === null
      ? []
      : [[say('Template'), versionInWords(letter.template_version)] as [string, string]]),
  ];
}

function SendAgain({ letter }: { letter: LetterOnPage }) {
  return (
    <Command
      name={say('Send again')}
      icon={<ForwardToInboxIcon />}
      text={say(
        'Writes the letter anew, by what is so now: a reminder of what is paid is not sent. An address that was refused is tried once more.',
      )}
      path={`notifications/${letter.id}/send_again/`}
      body={() => undefined}
      done={say('A new letter is on its way.')}
    />
  );
}
