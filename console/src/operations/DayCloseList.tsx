import type { RaRecord } from 'react-admin';
import type { Schemas } from '../api/types';
import { CloseDays } from '../days/CloseDays';
import { MoveClock } from '../days/MoveClock';
import { Status } from '../parts/Status';
import { count, date, instant, money } from '../parts/format';
import { StaffList, type Column } from '../parts/StaffList';
import { say } from '../words/say';

const run = (row: RaRecord) => row as unknown as Schemas['DayCloseResponse'];

const columns: Column[] = [
  { source: 'business_date', label: say('Business date'), value: (row) => date(run(row).business_date) },
  { source: 'status', label: say('State'), value: (row) => <Status value={run(row).status} /> },
  { source: 'candidates', label: say('Looked at'), figure: true, value: (row) => count(run(row).candidates) },
  { source: 'assessed', label: say('Late'), figure: true, value: (row) => count(run(row).assessed) },
  {
    source: 'late_interest',
    label: say('Late interest'),
    figure: true,
    value: (row) => money(run(row).late_interest, run(row).currency),
  },
  {
    source: 'became_overdue',
    label: say('Became overdue'),
    figure: true,
    value: (row) => count(run(row).became_overdue),
  },
  {
    source: 'became_defaulted',
    label: say('Defaulted'),
    figure: true,
    value: (row) => count(run(row).became_defaulted),
  },
  { source: 'reminders', label: say('Reminders'), figure: true, value: (row) => count(run(row).reminders) },
  { source: 'notices', label: say('Notices'), figure: true, value: (row) => count(run(row).notices) },
  { source: 'finished_at', label: say('Finished'), value: (row) => instant(run(row).finished_at) },
];

export default function DayCloseList() {
  return (
    <StaffList
      title={say('Day-close')}
      nothing={say('No day has been closed yet.')}
      columns={columns}
      actions={
        <>
          <CloseDays />
          <MoveClock />
        </>
      }
      to={null}
      phone={(row) => ({
        first: date(run(row).business_date),
        second: say('{overdue} became overdue, {defaulted} defaulted', {
          overdue: count(run(row).became_overdue),
          defaulted: count(run(row).became_defaulted),
        }),
        third: <Status value={run(row).status} />,
      })}
    />
  );
}
