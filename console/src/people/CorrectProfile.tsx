import EditIcon from '@mui/icons-material/Edit';
import type { Customer, Provider } from '../api/types';
import { Command } from '../parts/Command';
import { changesOf, type FieldDescription } from '../parts/form';
import { LIST_OF, SAYS, type Role } from './words';

/** Corrects what is known of somebody. */
export function CorrectProfile({ role, person }: { role: Role; person: Customer | Provider }) {
  const fields: FieldDescription[] = [
    { name: 'first_name', label: 'First name', initial: person.first_name, optional: true },
    { name: 'last_name', label: 'Last name', initial: person.last_name, optional: true },
    { name: 'phone', label: 'Phone', initial: person.phone, optional: true },
    { name: 'email', label: 'Email', initial: person.email, optional: true },
    { name: 'address', label: 'Address', kind: 'long', initial: person.address, optional: true },
  ];
  return (
    <Command
      name={SAYS.correct}
      icon={<EditIcon />}
      text={SAYS.correctText(person)}
      path={`${LIST_OF[role]}/${person.id}/`}
      method="PATCH"
      fields={fields}
      body={(values) => changesOf(fields, values)}
      done={SAYS.corrected}
    />
  );
}
