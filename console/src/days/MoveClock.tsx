import FastForwardIcon from '@mui/icons-material/FastForward';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { date } from '../parts/format';
import { useApi } from '../parts/use-api';
import { ClosesTable } from './ClosesTable';
import { WhatHappens } from './CloseDays';
import { say } from '../words/say';

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Moves the clock of a sandbox; nothing anywhere else. */
export function MoveClock() {
  const resources = useApi<Record<string, string>>('');
  const isSandbox = resources.data?.['sandbox/clock'] !== undefined;
  const clock = useApi<Schemas['SandboxClockResponse']>('sandbox/clock/', {}, { enabled: isSandbox });
  if (!clock.data) return null;
  const { business_date: today } = clock.data;
  return (
    <Command<Schemas['PreviewedClosesResponse'], Schemas['AdvancedClockResponse']>
      name={say('Move the clock')}
      icon={<FastForwardIcon />}
      isDangerous
      text={say(
        'This is a sandbox: its business date is {today}. It moves on day by day, each day on the way is closed, and it cannot be moved back.',
        { today: date(today) },
      )}
      path="sandbox/clock/advance/"
      fields={[{ name: 'to', label: say('The new business date'), kind: 'date', initial: dayAfter(today) }]}
      preview={{
        path: 'sandbox/clock/advance/preview/',
        query: {},
        show: (preview) => <WhatHappens preview={preview} />,
      }}
      done={say('The clock is moved')}
      outcome={({ day_closes: closes }) => <ClosesTable closes={closes} />}
    />
  );
}
