import { Chip } from '@mui/material';
import { TextInput, type RaRecord } from 'react-admin';
import { DateFilter } from '../parts/DateFilter';
import type { Payment } from '../api/types';
import { LoanRef, Ref } from '../parts/Links';
import { date, instant, money, shortId } from '../parts/format';
import { inFours } from '../../../web/in-fours';
import { StaffList, type Column } from '../parts/StaffList';
import { say } from '../words/say';

const payment = (row: RaRecord) => row as unknown as Payment;

const filters = [
  <TextInput
    key="search"
    source="search"
    label={say('Customer, payment or loan number')}
    alwaysOn
    sx={{ minWidth: 340, maxWidth: '100%' }}
  />,
  <DateFilter key="from" source="value_date_from" label={say('Value date from')} alwaysOn />,
  <DateFilter key="to" source="value_date_to" label={say('Value date to')} alwaysOn />,
];

const columns: Column[] = [
  { source: 'id', label: say('Payment'), value: (row) => shortId(String(row.id)) },
  {
    source: 'value_date',
    label: say('Value date'),
    sortable: true,
    value: (row) => date(payment(row).value_date),
  },
  {
    source: 'customer_name',
    label: say('Customer'),
    isText: true,
    sortable: true,
    value: (row) => <Ref kind="customer" id={payment(row).customer} name={payment(row).customer_name} />,
  },
  {
    source: 'loan',
    label: say('Loan'),
    value: (row) => <LoanRef loan={payment(row).loan} number={payment(row).loan_number} />,
  },
  {
    source: 'amount',
    label: say('Amount'),
    figure: true,
    sortable: true,
    value: (row) => money(payment(row).amount, payment(row).currency),
  },
  {
    source: 'principal',
    label: say('Principal'),
    figure: true,
    value: (row) => money(payment(row).principal, payment(row).currency),
  },
  {
    source: 'interest',
    label: say('Interest'),
    figure: true,
    value: (row) => money(payment(row).interest, payment(row).currency),
  },
  {
    source: 'reversed_at',
    label: say('State'),
    value: (row) =>
      payment(row).reversed_at ? <Chip size="small" label={say('Reversed')} /> : say('Counts'),
  },
  {
    source: 'created_at',
    label: say('Entered'),
    sortable: true,
    value: (row) => instant(payment(row).created_at),
  },
];

export default function PaymentList() {
  return (
    <StaffList
      title={say('Payments')}
      to={(row) => `/payments/${String(row.id)}/show`}
      nothing={say('Nothing has been paid yet.')}
      filters={filters}
      columns={columns}
      phone={(row) => ({
        first: money(payment(row).amount, payment(row).currency),
        second: `${payment(row).customer_name ?? shortId(payment(row).customer)} · ${inFours(payment(row).loan_number)} · ${date(payment(row).value_date)}`,
        third: payment(row).reversed_at ? say('Reversed') : '',
      })}
    />
  );
}
