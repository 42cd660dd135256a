import NoteAddIcon from '@mui/icons-material/NoteAdd';
import { Command } from '../parts/Command';
import type { FieldDescription, Values } from '../parts/form';
import { words } from '../parts/words';
import { CONTACTS, NOTE_KINDS, OUTCOMES } from './contact-words';
import { say } from '../words/say';

const FIELDS: FieldDescription[] = [
  { name: 'kind', label: say('Kind'), kind: 'choice', choices: NOTE_KINDS, initial: 'call' },
  {
    name: 'outcome',
    label: say('What came of it'),
    kind: 'choice',
    choices: OUTCOMES,
    optional: true,
    help: say('For a call, visit, letter or message.'),
  },
  {
    name: 'text',
    label: say('Note'),
    kind: 'long',
    optional: true,
    help: say('Only staff read it. It stays as it is; an admin can remove it.'),
  },
];

/** A kind that is no contact has no outcome; without a text, what came of it is the note. */
function asNote({ kind, outcome, text }: Values): Values {
  const came = CONTACTS.some((contact) => contact === kind) ? outcome : undefined;
  return {
    kind: kind ?? '',
    ...(came !== undefined && { outcome: came }),
    text: text ?? `${words(String(came ?? kind))}.`,
  };
}

const ABOUT = {
  loan: say('What was said or decided about this loan.'),
  customer: say('What was said or decided about this customer.'),
  provider: say('What was said or decided about this provider.'),
  payment: say('What was said or decided about this payment.'),
};

/** Writes down what was said or decided. */
export function WriteNote({
  subject,
  about,
}: {
  subject: string;
  about: 'customer' | 'loan' | 'provider' | 'payment';
}) {
  return (
    <Command
      name={say('Write a note')}
      icon={<NoteAddIcon />}
      text={ABOUT[about]}
      path="notes/"
      fields={FIELDS}
      body={(values) => ({ subject_type: about, subject, ...asNote(values) })}
      movesMoney
      done={say('The note is kept.')}
    />
  );
}
