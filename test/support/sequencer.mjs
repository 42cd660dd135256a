import Sequencer from '@jest/test-sequencer';

/** What takes longest of all, the longest first: measured with three workers on two cores. */
const LONGEST = [
  'http/swagger-ui',
  'concurrency/outages',
  'faults/faults',
  'cli/cli',
  'http/bad-fields',
  'concurrency/day-close',
  'http/bad-bodies',
  'http/bad-addresses',
  'console/money-in-out',
  'database/undo-migrations',
  'portal/pages',
  'proof/proof',
  'console/room-and-keyboard',
  'payments/undone-lives',
  'database/application-role',
  'notifications/sending',
  'console/second-factor',
  'http/openapi',
  'reconciliation/many-lines',
  'console/collections',
  'counter/search',
  'counter/receipts',
  'database/side-by-side',
  'http/hostile-bodies',
  'proof/seals',
  'payments/commission-lives',
  'loans/loan-lives',
  'runtime/embedded-database',
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
