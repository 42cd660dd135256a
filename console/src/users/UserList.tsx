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

const ROLES = ['customer', 'provider', 'staff', 'admin'];
const account = (row: RaRecord) => row as unknown as Account;
const state = (row: RaRecord) =>
  account(row).is_active ? (
    <Chip size="small" label="Active" color="success" variant="outlined" />
  ) : (
    <Chip size="small" label="Disabled" />
  );

const columns: Column[] = [
  { source: 'username', label: 'Username', isText: true, value: (row) => account(row).username },
  {
    source: 'name',
    label: 'Name',
    isText: true,
    value: (row) => personName({ ...account(row), username: '–' }),
  },
  { source: 'role', label: 'Role', value: (row) => words(account(row).role) },
  { source: 'email', label: 'Email', isText: true, value: (row) => account(row).email || '–' },
  { source: 'is_active', label: 'State', value: state },
  { source: 'created_at', label: 'Since', sortable: true, value: (row) => date(account(row).created_at) },
];

const FIELDS: FieldDescription[] = [
  { name: 'role', label: 'Role', kind: 'choice', choices: ROLES, initial: 'staff' },
  { name: 'username', label: 'Username' },
  {
    name: 'password',
    label: 'First password',
    kind: 'password',
    help: 'Told in person; it can be reset here.',
  },
  { name: 'first_name', label: 'First name', optional: true },
  { name: 'last_name', label: 'Last name', optional: true },
  { name: 'email', label: 'Email', optional: true },
];

export default function UserList() {
  const { permissions } = usePermissions<string>();
  return (
    <StaffList
      title="Users"
      to={(row) => `/users/${String(row.id)}/show`}
      nothing="There are no users."
      filters={[
        personSearch,
        <SelectInput
          key="role"
          source="role"
          alwaysOn
          choices={ROLES.map((id) => ({ id, name: words(id) }))}
        />,
        <BooleanInput key="active" source="is_active" label="Active" />,
      ]}
      columns={columns}
      actions={
        permissions === 'admin' ? (
          <Command
            name="Create user"
            icon={<PersonAddIcon />}
            text="Staff run the bank; admins are staff who also manage users. Customers and providers can register themselves."
            path="users/"
            fields={FIELDS}
            done="The user is created."
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
