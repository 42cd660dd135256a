import { SelectInput, type RaRecord } from 'react-admin';
import type { Schemas } from '../api/types';
import { instant } from '../parts/format';
import { Picker } from '../parts/Picker';
import { StaffList, type Column } from '../parts/StaffList';
import { Status } from '../parts/Status';
import { words } from '../parts/words';
import { CHANNELS, REASONS, TOPICS } from './letter-words';
import { say } from '../words/say';

type Letter = Schemas['NotificationResponse'];
const letter = (row: RaRecord) => row as unknown as Letter;

const STATES: Letter['state'][] = ['waiting', 'sending', 'sent', 'suppressed', 'failed'];

const filters = [
  <SelectInput
    key="state"
    source="state"
    label={say('State')}
    alwaysOn
    choices={STATES.map((id) => ({ id, name: words(id) }))}
  />,
  <SelectInput
    key="topic"
    source="topic"
    label={say('About')}
    alwaysOn
    choices={Object.entries(TOPICS).map(([id, name]) => ({ id, name }))}
  />,
  <Picker key="user" source="user" reference="users" label={say('letter.to')} alwaysOn />,
];

const columns: Column[] = [
  { source: 'created_at', label: say('Written'), value: (row) => instant(letter(row).created_at) },
  { source: 'user_name', label: say('letter.to'), isText: true, value: (row) => letter(row).user_name },
  { source: 'topic', label: say('About'), value: (row) => TOPICS[letter(row).topic] },
  { source: 'subject', label: say('Subject'), isText: true, value: (row) => letter(row).subject ?? '–' },
  { source: 'channel', label: say('By'), value: (row) => CHANNELS[letter(row).channel] },
  { source: 'state', label: say('State'), value: (row) => <Status value={letter(row).state} /> },
  {
    source: 'reason',
    label: say('Why not'),
    isText: true,
    value: (row) => {
      const { reason } = letter(row);
      return reason === null ? '' : REASONS[reason];
    },
  },
];

/** Everything that was written to people, and what became of it. */
export default function LetterList() {
  return (
    <StaffList
      title={say('Messages')}
      to={(row) => `/notifications/${String(row.id)}/show`}
      nothing={say('Nobody was written to yet. The configuration says which messages are sent.')}
      filters={filters}
      columns={columns}
      exports={false}
      phone={(row) => ({
        first: `${TOPICS[letter(row).topic]} · ${letter(row).user_name}`,
        second: instant(letter(row).created_at),
        third: <Status value={letter(row).state} />,
      })}
    />
  );
}
