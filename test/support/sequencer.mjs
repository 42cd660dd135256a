import Sequencer from '@jest/test-sequencer';

/** Where the specs are that take longest. */
const LONG = ['faults', 'concurrency', 'console', 'cli', 'http', 'runtime'];

/**
 * Jest begins with what took longest the last time. Where there was no last time, as in a fresh clone, it goes by the
 * size of files, and would end with one worker at the longest spec of all and nothing left for the other.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, duration }) => {
      const place = LONG.findIndex((room) => path.includes(`/test/${room}/`));
      return typeof duration === 'number' || place === -1 ? LONG.length : place;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
