import { Alert } from '@mui/material';
import type { Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { count, counted, date, instant, money } from '../parts/format';
import { Section } from '../parts/Section';
import { inSentence } from '../parts/words';
import { useApi } from '../parts/use-api';

export function DayCloseHealth() {
  const health = useApi<Schemas['DayCloseReportResponse']>('reports/day_close/');
  return (
    <Section title="Day-close" actions={<To to="/day_close">All runs</To>}>
      <Loaded from={health} height={90}>
        {({ newest, ...found }) => (
          <>
            {!found.is_healthy && (
              <Alert severity="error" sx={{ mb: 1.5 }}>
                {count(found.days_behind)} business dates are over but not closed. Late interest and overdue
                loans are behind.
              </Alert>
            )}
            <Figures
              rows={[
                ['Today', date(found.business_date)],
                ['Closed up to', date(found.last_closed)],
                ['State', found.is_healthy ? 'Up to date' : `${counted(found.days_behind, 'day')} behind`],
                ...(newest
                  ? ([
                      ['Last run', `${instant(newest.started_at)}, ${inSentence(newest.status)}`],
                      ['Late interest booked', money(newest.late_interest, newest.currency)],
                      ['Became overdue', count(newest.became_overdue)],
                      ['Defaulted', count(newest.became_defaulted)],
                    ] as const)
                  : []),
              ]}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}
