import { type RaRecord } from 'react-admin';
import { date, money, personName } from '../parts/format';
import { personSearch } from '../parts/person-search';
import { StaffList, type Column } from '../parts/StaffList';
import { RegisterPerson } from '../people/RegisterPerson';
import type { Provider } from '../api/types';
import { say } from '../words/say';

const provider = (row: RaRecord) => row as unknown as Provider;
const amount =
  (name: 'fund_amount' | 'wallet_amount' | 'lent_amount' | 'receivable_amount') => (row: RaRecord) =>
    money(provider(row)[name], provider(row).currency);

const columns: Column[] = [
  {
    source: 'name',
    label: say('Name'),
    isText: true,
    sortable: true,
    value: (row) => personName(provider(row)),
  },
  { source: 'username', label: say('Username'), isText: true, value: (row) => provider(row).username },
  {
    source: 'fund_amount',
    label: say('Free to lend'),
    figure: true,
    sortable: true,
    value: amount('fund_amount'),
  },
  { source: 'lent_amount', label: say('Lent'), figure: true, sortable: true, value: amount('lent_amount') },
  {
    source: 'wallet_amount',
    label: say('In the wallet'),
    figure: true,
    sortable: true,
    value: amount('wallet_amount'),
  },
  {
    source: 'receivable_amount',
    label: say('Owes the bank'),
    figure: true,
    value: amount('receivable_amount'),
  },
  {
    source: 'created_at',
    label: say('Since'),
    sortable: true,
    value: (row) => date(provider(row).created_at),
  },
];

export default function ProviderList() {
  return (
    <StaffList
      title={say('Providers')}
      to={(row) => `/providers/${String(row.id)}/show`}
      nothing={say('There are no providers yet.')}
      filters={[personSearch]}
      columns={columns}
      actions={<RegisterPerson role="provider" />}
      phone={(row) => ({
        first: personName(provider(row)),
        second: say('Free {free} · lent {lent}', {
          free: amount('fund_amount')(row),
          lent: amount('lent_amount')(row),
        }),
      })}
    />
  );
}
