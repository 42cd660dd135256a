import PersonAddIcon from '@mui/icons-material/PersonAdd';
import { Chip } from '@mui/material';
import { BooleanInput, SelectInput, usePermissions, type RaRecord } from 'react-admin';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { date, personName } from '../parts/format';
import { words } from '../parts/words';
import { personSearch } from '../parts/person-search';
import { StaffList, type Column } from '../parts/StaffList';
import type { Account } from '../api/types';
import { say } from '../words/say';

const ROLES = ['customer', 'provider', 'staff', 'admin'];
const account = (row: RaRecord) => row as unknown as Account;
const state = (row: RaRecord) =>
  account(row).is_active ? (
    <Chip size="small" label={say('user.active')} color="success" variant="outlined" />
  ) : (
    <Chip size="small" label={say('Disabled')} />
  );

const columns: Column[] = [
  { source: 'username', label: say('Username'), isText: true, value: (row) => account(row).username },
  {
    source: 'name',
    label: say('Name'),
    isText: true,
    value: (row) => personName({ ...account(row), username: '–' }),
  },
  { source: 'role', label: say('Role'), value: (row) => words(account(row).role) },
  { source: 'email', label: say('Email'), isText: true, value: (row) => account(row).email || '–' },
  { source: 'is_active', label: say('State'), value: state },
  {
    source: 'created_at',
    label: say('Since'),
    sortable: true,
    value: (row) => date(account(row).created_at),
  },
];

const FIELDS: FieldDescription[] = [
  { name: 'role', label: say('Role'), kind: 'choice', choices: ROLES, initial: 'staff' },
  { name: 'username', label: say('Username') },
  {
    name: 'password',
    label: say('First password'),
    kind: 'password',
    help: say('Told in person; it can be reset here.'),
  },
  { name: 'first_name', label: say('First name'), optional: true },
  { name: 'last_name', label: say('Last name'), optional: true },
  { name: 'email', label: say('Email'), optional: true },
];

export default function UserList() {
  const { permissions } = usePermissions<string>();
  return (
    <StaffList
      title={say('Users')}
      to={(row) => `/users/${String(row.id)}/show`}
      nothing={say('There are no users.')}
      filters={[
        personSearch,
        <SelectInput
          key="role"
          source="role"
          label={say('Role')}
          alwaysOn
          choices={ROLES.map((id) => ({ id, name: words(id) }))}
        />,
        <BooleanInput key="active" source="is_active" label={say('user.active')} />,
      ]}
      columns={columns}
      actions={
        permissions === 'admin' ? (
          <Command
            name={say('Create user')}
            icon={<PersonAddIcon />}
            text={say(
              'Staff run the bank; admins are staff who also manage users. Customers and providers can register themselves.',
            )}
            path="users/"
            fields={FIELDS}
            done={say('The user is created.')}
          />
        ) : undefined
      }
      phone={(row) => ({
        first: account(row).username,
        second: `${words(account(row).role)} · ${personName(account(row))}`,
        third: state(row),
      })}
    />
  );
}
