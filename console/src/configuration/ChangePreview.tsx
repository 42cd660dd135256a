import { Alert, Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { BeforeAfter, type Line } from '../parts/BeforeAfter';
import { date, money, percent } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { labelOf, shown } from './configuration';
import { say } from '../words/say';

const LINES: readonly Line<Schemas['LoanCostResponse']>[] = [
  [say('Instalments'), (sample) => String(sample.installments)],
  [say('First instalment'), (sample) => money(sample.schedule[0]?.total_due, sample.currency)],
  [say('First due'), (sample) => date(sample.schedule[0]?.due_date)],
  [say('Last due'), (sample) => date(sample.schedule.at(-1)?.due_date)],
  [say('Total interest'), (sample) => money(sample.total_interest, sample.currency)],
  [say('Total to pay'), (sample) => money(sample.total_due, sample.currency)],
  ['APR (Regulation Z)', (sample) => percent(sample.apr)],
  ['APR (EU)', (sample) => percent(sample.apr_eu)],
];

/** What a change of the configuration changes, and what a loan costs before and after. */
export function ChangePreview({
  preview: { before, after, changed },
}: {
  preview: Schemas['ConfigPreviewResponse'];
}) {
  if (changed.length === 0)
    return <Alert severity="info">{say('Nothing is different from what is in force.')}</Alert>;
  return (
    <>
      <SimpleTable
        label={say('Changes')}
        rows={changed}
        columns={[
          { label: say('Field'), value: (name) => labelOf(name) },
          { label: say('Before'), isText: true, value: (name) => shown(before.configuration, name) },
          { label: say('After'), isText: true, value: (name) => shown(after.configuration, name) },
        ]}
      />
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        {say('A loan of {amount} that starts today', {
          amount: money(after.sample.amount, after.sample.currency),
        })}
      </Typography>
      <BeforeAfter before={before.sample} after={after.sample} lines={LINES} />
    </>
  );
}
