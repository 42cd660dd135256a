import type { Tampering } from './tamperings.js';

const some = () => undefined;

/** What someone with access to the server could do so that others do not hear of something. */
export const EVENT_TAMPERINGS: Tampering[] = [
  [
    'the fact behind a withdrawal, deleted',
    (w) => `DELETE FROM fund_movements WHERE kind = 'withdrawal' AND provider_id = '${w.small}'`,
    { fund_movements_posted: some, events_complete: some },
  ],
  [
    'the event of a payment, deleted',
    (w) => `DELETE FROM events WHERE type = 'payment.received' AND subject_id = '${w.payment}'`,
    { events_complete: (w) => `payment ${w.payment}` },
  ],
  [
    'the event of a payment that never was',
    (w) => `UPDATE events SET subject_id = '${w.nobody}' WHERE subject_id = '${w.payment}'`,
    { events_complete: (w) => `payment ${w.nobody}` },
  ],
  [
    'the event of a deposit, deleted',
    (w) => `DELETE FROM events WHERE type = 'provider.deposited' AND provider_id = '${w.small}'`,
    { events_complete: some },
  ],
  [
    'the event of a change of terms, deleted',
    () => `DELETE FROM events WHERE type = 'configuration.changed'`,
    { events_complete: some },
  ],
  [
    'an event that is in an archive and here',
    () => `INSERT INTO event_archives VALUES ('2020-01-01', '', '', 1,
      (SELECT int8multirange(int8range(max(seq), max(seq), '[]')) FROM events), now(), '')`,
    { events_complete: some },
  ],
  [
    'two events with one number',
    (w) =>
      `UPDATE events SET seq = (SELECT max(seq) FROM events) WHERE type = 'payment.received' AND subject_id = '${w.payment}'`,
    { events_complete: some },
  ],
  ['a message that was never sent', () => `DELETE FROM webhook_deliveries`, { deliveries_complete: some }],
];
