import { describe, expect, it } from '@jest/globals';
import { summaryOf, traced } from './statement-spans.js';

describe('the span of a statement', () => {
  it.each([
    ['SELECT id FROM loans l JOIN customers c ON c.id = l.customer_id', 'SELECT loans, SELECT customers'],
    ['SELECT id FROM "loans" WHERE id = $1 FOR NO KEY UPDATE OF loans', 'SELECT loans'],
    ['SELECT last_seq FROM event_sequencer FOR UPDATE SKIP LOCKED', 'SELECT event_sequencer'],
    ['INSERT INTO loans (id) SELECT unnest($1::uuid[])', 'INSERT loans'],
    ['INSERT INTO a (b) VALUES ($1) ON CONFLICT (b) DO UPDATE SET b = $1', 'INSERT a'],
    ['UPDATE ONLY providers SET x = x + t.x FROM unnest($1, $2) AS t (id, x)', 'UPDATE providers'],
    [
      'WITH w0 AS (INSERT INTO loans VALUES ($1)), w1 AS (DELETE FROM quotes) SELECT',
      'INSERT loans, DELETE quotes',
    ],
    ['SELECT extract(epoch FROM now()) AS s', 'SELECT extract(epoch'],
    ['START TRANSACTION', 'START TRANSACTION'],
    ['COMMIT', 'COMMIT'],
    ['SELECT * FROM reporting.loans', 'SELECT reporting.loans'],
  ])('of %s is named by what it does to which tables', (sql, name) => {
    expect(summaryOf(sql)).toBe(name);
  });

  it('is not longer than a name may be, however many tables there are', () => {
    const joins = Array.from({ length: 50 }, (_, index) => `JOIN table_${String(index)} ON true`);
    expect(summaryOf(`SELECT FROM first ${joins.join(' ')}`).length).toBeLessThanOrEqual(120);
  });

  it('costs nothing without traces: the answer is the very same promise', () => {
    const sent = Promise.resolve();
    expect(traced('SELECT 1', { host: 'db', port: 5432 }, sent)).toBe(sent);
  });
});
