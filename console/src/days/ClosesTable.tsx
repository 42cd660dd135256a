import { Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { count, counted, date, money } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';

type Close = Schemas['PreviewedCloseResponse'];

/** What closes of dates would do, or did. */
export function ClosesTable({ closes, dates }: { closes: readonly Close[]; dates?: number }) {
  const more = (dates ?? closes.length) - closes.length;
  return (
    <>
      <SimpleTable
        label="Business dates"
        rows={closes}
        empty="All dates are closed already."
        columns={[
          { label: 'Business date', value: (row) => date(row.business_date) },
          { label: 'Late loans', figure: true, value: (row) => count(row.assessed) },
          { label: 'Late interest', figure: true, value: (row) => money(row.late_interest, row.currency) },
          { label: 'Become overdue', figure: true, value: (row) => count(row.became_overdue) },
          { label: 'Default', figure: true, value: (row) => count(row.became_defaulted) },
          { label: 'Reminders', figure: true, value: (row) => count(row.reminders) },
          { label: 'Notices', figure: true, value: (row) => count(row.notices) },
        ]}
      />
      {more > 0 && <Typography sx={{ mt: 1 }}>And {counted(more, 'more date')}.</Typography>}
    </>
  );
}
