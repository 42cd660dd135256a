import NoteAddIcon from '@mui/icons-material/NoteAdd';
import { Command } from '../parts/Command';
import type { FieldDescription, Values } from '../parts/form';
import { words } from '../parts/words';
import { CONTACTS, NOTE_KINDS, OUTCOMES } from './contact-words';

const FIELDS: FieldDescription[] = [
  { name: 'kind', label: 'Kind', kind: 'choice', choices: NOTE_KINDS, initial: 'call' },
  {
    name: 'outcome',
    label: 'What came of it',
    kind: 'choice',
    choices: OUTCOMES,
    optional: true,
    help: 'For a call, visit, letter or message.',
  },
  {
    name: 'text',
    label: 'Note',
    kind: 'long',
    optional: true,
    help: 'Only staff read it. It stays as it is; an admin can remove it.',
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
      name="Write a note"
      icon={<NoteAddIcon />}
      text={`What was said or decided about this ${about}.`}
      path="notes/"
      fields={FIELDS}
      body={(values) => ({ subject_type: about, subject, ...asNote(values) })}
      movesMoney
      done="The note is kept."
    />
  );
}
