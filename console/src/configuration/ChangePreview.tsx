import { Alert, Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { BeforeAfter, type Line } from '../parts/BeforeAfter';
import { date, money, percent } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { labelOf, shown } from './configuration';

const LINES: readonly Line<Schemas['LoanCostResponse']>[] = [
  ['Instalments', (sample) => String(sample.installments)],
  ['First instalment', (sample) => money(sample.schedule[0]?.total_due, sample.currency)],
  ['First due', (sample) => date(sample.schedule[0]?.due_date)],
  ['Last due', (sample) => date(sample.schedule.at(-1)?.due_date)],
  ['Interest in all', (sample) => money(sample.total_interest, sample.currency)],
  ['To pay in all', (sample) => money(sample.total_due, sample.currency)],
  ['APR (Regulation Z)', (sample) => percent(sample.apr)],
  ['APR (EU)', (sample) => percent(sample.apr_eu)],
];

/** What a change of the configuration changes, and what a loan costs before and after. */
export function ChangePreview({
  preview: { before, after, changed },
}: {
  preview: Schemas['ConfigPreviewResponse'];
}) {
  if (changed.length === 0) return <Alert severity="info">Nothing is different from what is in force.</Alert>;
  return (
    <>
      <SimpleTable
        label="Changes"
        rows={changed}
        columns={[
          { label: 'Field', value: (name) => labelOf(name) },
          { label: 'Before', isText: true, value: (name) => shown(before.configuration, name) },
          { label: 'After', isText: true, value: (name) => shown(after.configuration, name) },
        ]}
      />
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        A loan of {money(after.sample.amount, after.sample.currency)} that starts today
      </Typography>
      <BeforeAfter before={before.sample} after={after.sample} lines={LINES} />
    </>
  );
}
