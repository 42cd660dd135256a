import EditIcon from '@mui/icons-material/Edit';
import type { Customer, Provider } from '../api/types';
import { Command } from '../parts/Command';
import { changesOf, type FieldDescription } from '../parts/form';
import { personName } from '../parts/format';
import { LIST_OF, type Role } from './roles';
import { say } from '../words/say';

/** Corrects what is known of somebody. */
export function CorrectProfile({ role, person }: { role: Role; person: Customer | Provider }) {
  const fields: FieldDescription[] = [
    { name: 'first_name', label: say('First name'), initial: person.first_name, optional: true },
    { name: 'last_name', label: say('Last name'), initial: person.last_name, optional: true },
    { name: 'phone', label: say('Phone'), initial: person.phone, optional: true },
    { name: 'email', label: say('Email'), initial: person.email, optional: true },
    { name: 'address', label: say('Address'), kind: 'long', initial: person.address, optional: true },
  ];
  return (
    <Command
      name={say('Correct profile')}
      icon={<EditIcon />}
      text={say('What is known of {name}. What stood there before is kept in the log.', {
        name: personName(person),
      })}
      path={`${LIST_OF[role]}/${person.id}/`}
      method="PATCH"
      fields={fields}
      body={(values) => changesOf(fields, values)}
      done={say('The profile is corrected.')}
    />
  );
}
