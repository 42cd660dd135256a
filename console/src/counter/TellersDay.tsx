import { Alert, Box, Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { count, instant, money } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { CountTill } from './CountTill';
import { METHODS, RECEIPT_KINDS } from './words';

/** What one teller took in and paid out on a date, with each receipt, and what was counted. */
export function TellersDay({
  day: { on, currency, tellers },
  isOwn,
}: {
  day: Schemas['CounterResponse'];
  isOwn: boolean;
}) {
  const [teller] = tellers;
  if (!teller) return null;
  const amount = (text: string) => money(text, currency);
  const { count: counted } = teller;
  return (
    <Section
      title={isOwn ? 'My till' : `The till of ${teller.name}`}
      actions={<CountTill on={on} currency={currency} teller={teller} isOwn={isOwn} />}
    >
      {counted !== null && /[1-9]/.test(counted.difference) && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {amount(counted.counted)} was counted; the receipts make {amount(counted.expected)}.
        </Alert>
      )}
      <Figures
        rows={[
          ['Cash in the till', <strong key="cash">{amount(teller.cash)}</strong>],
          ['Receipts', count(teller.receipts)],
          ['Counted', counted === null ? 'Not yet' : amount(counted.counted)],
          ...(counted === null
            ? []
            : ([
                ['Difference', amount(counted.difference)],
                ['When', instant(counted.created_at)],
              ] as const)),
        ]}
      />
      {teller.receipts > 0 && (
        <Box sx={{ mt: 2 }}>
          <SimpleTable
            label="By method"
            rows={teller.methods}
            columns={[
              { label: 'How the money went', value: (row) => METHODS[row.method] },
              { label: 'Receipts', figure: true, value: (row) => count(row.receipts) },
              { label: 'Taken in', figure: true, value: (row) => amount(row.taken_in) },
              { label: 'Paid out', figure: true, value: (row) => amount(row.paid_out) },
            ]}
          />
          <Typography variant="subtitle2" component="h3" sx={{ mt: 3 }}>
            Receipts
          </Typography>
          <SimpleTable
            label="Receipts"
            rows={teller.rows ?? []}
            columns={[
              {
                label: 'Receipt',
                value: (row) =>
                  row.payment === null ? (
                    row.receipt_number
                  ) : (
                    <To to={`/payments/${row.payment}/show`}>{row.receipt_number}</To>
                  ),
              },
              { label: 'At', value: (row) => instant(row.created_at) },
              { label: 'What', value: (row) => RECEIPT_KINDS[row.kind] },
              { label: 'From or to', isText: true, value: (row) => row.person_name },
              { label: 'How', value: (row) => METHODS[row.method] },
              { label: 'Reference', isText: true, value: (row) => row.reference ?? '–' },
              { label: 'Amount', figure: true, value: (row) => amount(row.amount) },
            ]}
          />
        </Box>
      )}
    </Section>
  );
}
