import { type RaRecord } from 'react-admin';
import { date, money, personName } from '../parts/format';
import { personSearch } from '../parts/person-search';
import { StaffList, type Column } from '../parts/StaffList';
import { RegisterPerson } from '../people/RegisterPerson';
import type { Customer } from '../api/types';
import { say } from '../words/say';

const customer = (row: RaRecord) => row as unknown as Customer;

const columns: Column[] = [
  {
    source: 'name',
    label: say('Name'),
    isText: true,
    sortable: true,
    value: (row) => personName(customer(row)),
  },
  { source: 'username', label: say('Username'), isText: true, value: (row) => customer(row).username },
  { source: 'email', label: say('Email'), isText: true, value: (row) => customer(row).email || '–' },
  {
    source: 'credit_score',
    label: say('Score'),
    figure: true,
    value: (row) =>
      `${String(customer(row).credit_score)}${customer(row).score_band ? ` (${String(customer(row).score_band)})` : ''}`,
  },
  {
    source: 'max_loan_amount',
    label: say('May borrow up to'),
    figure: true,
    value: (row) => money(customer(row).max_loan_amount, customer(row).currency),
  },
  {
    source: 'created_at',
    label: say('Since'),
    sortable: true,
    value: (row) => date(customer(row).created_at),
  },
];

export default function CustomerList() {
  return (
    <StaffList
      title={say('Customers')}
      to={(row) => `/customers/${String(row.id)}/show`}
      nothing={say('There are no customers yet.')}
      filters={[personSearch]}
      columns={columns}
      actions={<RegisterPerson role="customer" />}
      phone={(row) => ({
        first: personName(customer(row)),
        second: customer(row).username,
        third: customer(row).credit_score,
      })}
    />
  );
}
