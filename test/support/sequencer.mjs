import Sequencer from '@jest/test-sequencer';

/** What takes longest of all, the longest first: measured with four workers on two cores. */
const LONGEST = [
  'http/swagger-ui',
  'faults/faults',
  'console/languages',
  'portal/pages',
  'proof/proof',
  'http/bad-fields',
  'concurrency/day-close',
  'http/bad-addresses',
  'console/counter',
  'database/undo-migrations',
  'cli/cli',
  'console/accessibility',
  'concurrency/funding-queue-faults',
  'concurrency/outages',
  'http/bad-bodies',
  'concurrency/faults',
  'console/money-by-hand',
  'auth/row-level-security',
  'console/console',
  'loans/scenarios',
  'payments/tiny-loans',
  'notifications/sending',
  'console/room-and-keyboard',
  'console/reading-and-typing',
  'console/money-in-out',
  'http/hostile-bodies',
  'cli/cli-market',
  'payments/undone-lives',
  'console/collections',
  'http/openapi',
  'autopay/autopay-races',
  'concurrency/replicas',
  'webhooks/killed-anywhere',
  'counter/receipts',
  'concurrency/promises',
  'auth/authorisation',
  'concurrency/credit-score',
  'console/second-factor',
  'console/clerks-morning',
  'auth/throttling',
  'console/logo',
  'day-close/day-close',
  'gateways/killed-payouts',
  'console/sessions',
  'http/clients',
  'gateways/killed',
  'notifications/changed-accounts',
  'database/application-role',
  'erasure/gateways',
  'database/side-by-side',
  'runtime/traces',
  'console/lists-and-charts',
  'cli/events-archive',
  'portal/sessions',
  'proof/seals',
];

/** Where the specs are that take longest but for these. */
const LONG = ['faults', 'concurrency', 'console', 'cli', 'http', 'runtime', 'portal', 'proof'];

/**
 * Jest begins with what took longest the last time. Where there was no last time, as in a fresh clone, it goes by the
 * size of files, and would end with one worker at the longest spec of all and nothing left for the others.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, duration }) => {
      if (typeof duration === 'number') return LONGEST.length + LONG.length;
      const place = LONGEST.findIndex((spec) => path.endsWith(`/test/${spec}.spec.ts`));
      if (place !== -1) return place;
      const room = LONG.findIndex((name) => path.includes(`/test/${name}/`));
      return LONGEST.length + (room === -1 ? LONG.length : room);
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
