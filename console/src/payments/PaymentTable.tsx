import { Chip } from '@mui/material';
import type { Payment } from '../api/types';
import { To } from '../parts/Links';
import { date, instant, money, shortId } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { ReversePayment } from './ReversePayment';

/** Payments of one loan, each with the way to reverse it. */
export function PaymentTable({ payments }: { payments: readonly Payment[] }) {
  return (
    <SimpleTable
      label="Payments"
      rows={payments}
      empty="Nothing has been paid yet."
      columns={[
        { label: 'Payment', value: (row) => <To to={`/payments/${row.id}/show`}>{shortId(row.id)}</To> },
        { label: 'Value date', value: (row) => date(row.value_date) },
        { label: 'Amount', figure: true, value: (row) => money(row.amount, row.currency) },
        { label: 'Principal', figure: true, value: (row) => money(row.principal, row.currency) },
        { label: 'Interest', figure: true, value: (row) => money(row.interest, row.currency) },
        { label: 'Late interest', figure: true, value: (row) => money(row.penalty, row.currency) },
        { label: 'Recovery', figure: true, value: (row) => money(row.recovery, row.currency) },
        {
          label: '',
          value: (row) =>
            row.reversed_at ? (
              <Chip size="small" label={`Reversed ${instant(row.reversed_at)}`} />
            ) : (
              <ReversePayment payment={row} />
            ),
        },
      ]}
    />
  );
}
