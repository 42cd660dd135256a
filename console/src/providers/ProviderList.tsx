import { type RaRecord } from 'react-admin';
import { date, money, personName } from '../parts/format';
import { personSearch } from '../parts/person-search';
import { StaffList, type Column } from '../parts/StaffList';
import { RegisterPerson } from '../people/RegisterPerson';
import type { Provider } from '../api/types';

const provider = (row: RaRecord) => row as unknown as Provider;
const amount =
  (name: 'fund_amount' | 'wallet_amount' | 'lent_amount' | 'receivable_amount') => (row: RaRecord) =>
    money(provider(row)[name], provider(row).currency);

const columns: Column[] = [
  { source: 'name', label: 'Name', isText: true, value: (row) => personName(provider(row)) },
  { source: 'username', label: 'Username', isText: true, value: (row) => provider(row).username },
  { source: 'fund_amount', label: 'Free to lend', figure: true, value: amount('fund_amount') },
  { source: 'lent_amount', label: 'Lent', figure: true, value: amount('lent_amount') },
  { source: 'wallet_amount', label: 'In the wallet', figure: true, value: amount('wallet_amount') },
  { source: 'receivable_amount', label: 'Owes the bank', figure: true, value: amount('receivable_amount') },
  { source: 'created_at', label: 'Since', sortable: true, value: (row) => date(provider(row).created_at) },
];

export default function ProviderList() {
  return (
    <StaffList
      title="Providers"
      to={(row) => `/providers/${String(row.id)}/show`}
      nothing="There are no providers yet."
      filters={[personSearch]}
      columns={columns}
      actions={<RegisterPerson role="provider" />}
      phone={(row) => ({
        first: personName(provider(row)),
        second: `Free ${amount('fund_amount')(row)} · lent ${amount('lent_amount')(row)}`,
      })}
    />
  );
}
