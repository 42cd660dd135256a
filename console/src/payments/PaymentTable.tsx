import { Chip } from '@mui/material';
import type { Payment } from '../api/types';
import { To } from '../parts/Links';
import { date, instant, money, shortId } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { ReversePayment } from './ReversePayment';
import { say } from '../words/say';

/** Payments of one loan, each with the way to reverse it. */
export function PaymentTable({ payments }: { payments: readonly Payment[] }) {
  return (
    <SimpleTable
      label={say('Payments')}
      rows={payments}
      empty={say('Nothing has been paid yet.')}
      columns={[
        { label: say('Payment'), value: (row) => <To to={`/payments/${row.id}/show`}>{shortId(row.id)}</To> },
        { label: say('Value date'), value: (row) => date(row.value_date) },
        { label: say('Amount'), figure: true, value: (row) => money(row.amount, row.currency) },
        { label: say('Principal'), figure: true, value: (row) => money(row.principal, row.currency) },
        { label: say('Interest'), figure: true, value: (row) => money(row.interest, row.currency) },
        { label: say('Late interest'), figure: true, value: (row) => money(row.penalty, row.currency) },
        { label: say('Recovery'), figure: true, value: (row) => money(row.recovery, row.currency) },
        {
          label: '',
          value: (row) =>
            row.reversed_at ? (
              <Chip size="small" label={say('Reversed {at}', { at: instant(row.reversed_at) })} />
            ) : (
              <ReversePayment payment={row} />
            ),
        },
      ]}
    />
  );
}
