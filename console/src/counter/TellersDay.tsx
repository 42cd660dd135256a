import { Alert, Box, Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { LoanRef, To } from '../parts/Links';
import { count, instant, money } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { CountTill } from './CountTill';
import { KINDS, METHODS } from './words';
import { figure, say } from '../words/say';

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
      title={isOwn ? say('My till') : say('The till of {name}', { name: teller.name })}
      actions={<CountTill on={on} currency={currency} teller={teller} isOwn={isOwn} />}
    >
      {counted !== null && /[1-9]/.test(counted.difference) && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {say('{counted} was counted; the receipts make {expected}.', {
            counted: amount(counted.counted),
            expected: amount(counted.expected),
          })}
        </Alert>
      )}
      <Figures
        rows={[
          [say('Cash in the till'), <strong key="cash">{amount(teller.cash)}</strong>],
          [say('Receipts'), count(teller.receipts)],
          [say('Counted'), counted === null ? say('Not yet') : amount(counted.counted)],
          ...(counted === null
            ? []
            : ([
                [say('Difference'), amount(counted.difference)],
                [say('When'), instant(counted.created_at)],
              ] as const)),
        ]}
      />
      {teller.receipts > 0 && (
        <Box sx={{ mt: 2 }}>
          <SimpleTable
            label={say('By method')}
            rows={teller.methods}
            columns={[
              { label: say('How the money went'), value: (row) => METHODS[row.method] },
              { label: say('Receipts'), figure: true, value: (row) => count(row.receipts) },
              { label: say('Taken in'), figure: true, value: (row) => amount(row.taken_in) },
              { label: say('Paid out'), figure: true, value: (row) => amount(row.paid_out) },
            ]}
          />
          <Typography variant="subtitle2" component="h3" sx={{ mt: 3 }}>
            {say('Receipts')}
          </Typography>
          <SimpleTable
            label={say('Receipts')}
            rows={teller.rows ?? []}
            columns={[
              {
                label: say('Receipt'),
                value: (row) =>
                  row.payment === null ? (
                    figure(row.receipt_number)
                  ) : (
                    <To to={`/payments/${row.payment}/show`}>{figure(row.receipt_number)}</To>
                  ),
              },
              { label: say('When'), value: (row) => instant(row.created_at) },
              { label: say('What'), value: (row) => KINDS[row.kind] },
              { label: say('From or to'), isText: true, value: (row) => row.person_name },
              {
                label: say('Loan'),
                value: (row) => <LoanRef loan={row.loan} number={row.loan_number} />,
              },
              { label: say('How'), value: (row) => METHODS[row.method] },
              { label: say('Reference'), isText: true, value: (row) => row.reference ?? '–' },
              { label: say('Amount'), figure: true, value: (row) => amount(row.amount) },
            ]}
          />
        </Box>
      )}
    </Section>
  );
}
