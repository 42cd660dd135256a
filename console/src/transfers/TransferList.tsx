import { SelectInput, type RaRecord } from 'react-admin';
import { DateFilter } from '../parts/DateFilter';
import type { Transfer } from '../api/types';
import { LoanRef } from '../parts/Links';
import { date, instant, money, shortId } from '../parts/format';
import { Picker } from '../parts/Picker';
import { StaffList, type Column } from '../parts/StaffList';
import { Status } from '../parts/Status';
import { words } from '../parts/words';
import { Party } from './Party';
import { DIRECTIONS, PURPOSES } from './transfer-words';
import { say } from '../words/say';

const transfer = (row: RaRecord) => row as unknown as Transfer;

const STATES: Transfer['state'][] = [
  'created',
  'reserved',
  'submitted',
  'unknown',
  'pending',
  'sent',
  'succeeded',
  'settled',
  'paid',
  'returned',
  'reinstated',
  'failed',
  'cancelled',
  'review',
];

const filters = [
  <SelectInput
    key="state"
    source="state"
    label={say('State')}
    alwaysOn
    choices={STATES.map((id) => ({ id, name: words(id) }))}
  />,
  <SelectInput
    key="direction"
    source="direction"
    label={say('Direction')}
    alwaysOn
    choices={Object.entries(DIRECTIONS).map(([id, name]) => ({ id, name }))}
  />,
  <DateFilter key="from" source="from" label={say('Asked for from')} alwaysOn />,
  <DateFilter key="to" source="to" label={say('Asked for to')} alwaysOn />,
  <Picker key="party" source="party" reference="users" label={say('Customer or provider')} />,
  <Picker key="loan" source="loan" reference="loans" label={say('Loan')} />,
];

const columns: Column[] = [
  { source: 'id', label: say('Transfer'), value: (row) => shortId(String(row.id)) },
  { source: 'counts_from', label: say('Asked for'), value: (row) => date(transfer(row).counts_from) },
  { source: 'purpose', label: say('For'), isText: true, value: (row) => PURPOSES[transfer(row).purpose] },
  { source: 'party', label: say('Of'), isText: true, value: (row) => <Party transfer={transfer(row)} /> },
  {
    source: 'loan',
    label: say('Loan'),
    value: (row) => <LoanRef loan={transfer(row).loan} number={transfer(row).loan_number} />,
  },
  {
    source: 'amount',
    label: say('Amount'),
    figure: true,
    value: (row) => money(transfer(row).amount, transfer(row).currency),
  },
  { source: 'gateway', label: say('Through'), value: (row) => words(transfer(row).gateway) },
  { source: 'state', label: say('State'), value: (row) => <Status value={transfer(row).state} /> },
  {
    source: 'state_since',
    label: say('Since'),
    isText: true,
    value: (row) => instant(transfer(row).state_since),
  },
];

/** Money that crosses the border of the platform, and what became of it. */
export default function TransferList() {
  return (
    <StaffList
      title={say('Money on its way')}
      to={(row) => `/transfers/${String(row.id)}/show`}
      nothing={say('No money has been moved through a gateway or the bank yet.')}
      filters={filters}
      columns={columns}
      phone={(row) => ({
        first: `${PURPOSES[transfer(row).purpose]} · ${money(transfer(row).amount, transfer(row).currency)}`,
        second: [transfer(row).party_name, date(transfer(row).counts_from), words(transfer(row).gateway)]
          .filter(Boolean)
          .join(' · '),
        third: <Status value={transfer(row).state} />,
      })}
    />
  );
}
