import { Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { count, date, money } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { say } from '../words/say';

type Close = Schemas['PreviewedCloseResponse'];

/** What closes of dates would do, or did. */
export function ClosesTable({ closes, dates }: { closes: readonly Close[]; dates?: number }) {
  const more = (dates ?? closes.length) - closes.length;
  return (
    <>
      <SimpleTable
        label={say('Business dates')}
        rows={closes}
        empty={say('All dates are closed already.')}
        columns={[
          { label: say('Business date'), value: (row) => date(row.business_date) },
          { label: say('Late loans'), figure: true, value: (row) => count(row.assessed) },
          {
            label: say('Late interest'),
            figure: true,
            value: (row) => money(row.late_interest, row.currency),
          },
          { label: say('Become overdue'), figure: true, value: (row) => count(row.became_overdue) },
          { label: say('Default'), figure: true, value: (row) => count(row.became_defaulted) },
          { label: say('Reminders'), figure: true, value: (row) => count(row.reminders) },
          { label: say('Notices'), figure: true, value: (row) => count(row.notices) },
        ]}
      />
      {more > 0 && <Typography sx={{ mt: 1 }}>{say('And {dates} more.', { dates: count(more) })}</Typography>}
    </>
  );
}
