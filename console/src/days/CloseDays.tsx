import EventAvailableIcon from '@mui/icons-material/EventAvailable';
import { Typography } from '@mui/material';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { date } from '../parts/format';
import { useApi } from '../parts/use-api';
import { ClosesTable } from './ClosesTable';
import { say } from '../words/say';

type Preview = Schemas['PreviewedClosesResponse'];

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Closes dates that are over, for who does not want to wait for the schedule. */
export function CloseDays() {
  const health = useApi<Schemas['DayCloseReportResponse']>('reports/day_close/');
  const today = health.data?.business_date;
  if (today === undefined) return null;
  return (
    <Command<Preview, Schemas['ClosedDatesResponse']>
      name={say('Close dates')}
      icon={<EventAvailableIcon />}
      text={say(
        'Closes all business dates that are over and not closed: late interest is booked, and late loans are marked. Today is {today}.',
        { today: date(today) },
      )}
      path="day_close/"
      fields={[
        { name: 'date', label: say('The last date to close'), kind: 'date', initial: dayBefore(today) },
      ]}
      preview={{
        path: 'day_close/preview/',
        query: {},
        show: (preview) => <WhatHappens preview={preview} />,
      }}
      done={say('The dates are closed')}
      outcome={({ day_closes: closes }) => <ClosesTable closes={closes} />}
    />
  );
}

export function WhatHappens({ preview }: { preview: Preview }) {
  return (
    <>
      <Typography sx={{ mb: 2 }}>
        {say('If nothing is paid or lent meanwhile, the closes do this:')}
      </Typography>
      <ClosesTable closes={preview.day_closes} dates={preview.dates} />
    </>
  );
}
