import { Alert } from '@mui/material';
import type { Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { count, counted, date, instant, money } from '../parts/format';
import { Section } from '../parts/Section';
import { inSentence } from '../parts/words';
import { useApi } from '../parts/use-api';
import { listed, say } from '../words/say';

export function DayCloseHealth() {
  const health = useApi<Schemas['DayCloseReportResponse']>('reports/day_close/');
  return (
    <Section title={say('Day-close')} actions={<To to="/day_close">{say('All runs')}</To>}>
      <Loaded from={health} height={90}>
        {({ newest, ...found }) => (
          <>
            {!found.is_healthy && (
              <Alert severity="error" sx={{ mb: 1.5 }}>
                {say('dayClose.behind', { days: found.days_behind })}
              </Alert>
            )}
            <Figures
              rows={[
                [say('Today'), date(found.business_date)],
                [say('Closed up to'), date(found.last_closed)],
                [
                  say('State'),
                  found.is_healthy
                    ? say('Up to date')
                    : say('{days} behind', { days: counted(found.days_behind, 'day') }),
                ],
                ...(newest
                  ? ([
                      [say('Last run'), listed([instant(newest.started_at), inSentence(newest.status)])],
                      [say('Late interest booked'), money(newest.late_interest, newest.currency)],
                      [say('Became overdue'), count(newest.became_overdue)],
                      [say('Defaulted'), count(newest.became_defaulted)],
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
