import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERSONAL_DATA } from '../../src/erasure/personal-data.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

/** Of these tables no text is about a person: codes, figures, hashes, and what the bank says of itself. */
const NOT_OF_PEOPLE = [
  'allocation_runs',
  'autopay',
  'bank_accounts',
  'bank_configurations',
  'bank_logos',
  'bank_statements',
  'care_requests',
  'collection_cases',
  'credit_scores',
  'day_closes',
  'disabled_accounts',
  'fund_movements',
  'fundings',
  'funding_queue',
  'gateway_events',
  'gateway_looks',
  'journal',
  'late_loans',
  'line_matches',
  'loan_changes',
  'loan_defaults',
  'falling_late',
  'loan_events',
  'loans',
  'migrations',
  'notification_templates',
  'payment_reversals',
  'payments',
  'portfolio_figures',
  'promises',
  'provider_mandates',
  'quotes',
  'real_money',
  'score_due',
  'sealed_balances',
  'seals',
  'till_counts',
  'vintage_figures',
  'webhook_subscriptions',
];

/** Of tables that are about people: what says nothing of who somebody is. */
const COLUMNS: Record<string, string> = {
  'users.role': 'a code',
  'gateway_erasures.gateway': 'a code',
  'gateway_erasures.problem': 'what the gateway said of the token; goes with it',
  'gateway_erasures.token': 'until the gateway has deleted what it names',
  'idempotency_keys.fingerprint': 'a hash of a request; those of the person are deleted',
  'idempotency_keys.key': "of staff, by their program; the person's own are deleted",
  'instruments.gateway': 'a code',
  'instruments.kind': 'a code',
  'notes.kind': 'a code',
  'notes.outcome': 'a code',
  'notes.subject_type': 'a code',
  'notifications.channel': 'a code',
  'notifications.happened': 'a code',
  'notifications.locale': 'a code',
  'notifications.message_id': 'made of the id and the domain of the bank',
  'notifications.sent_by': 'a code',
  'notifications.topic': 'a code',
  'payout_files.currency': 'a code',
  'payout_files.message_id': 'a date and a number',
  'payout_files.sealed_content': 'without whom it paid: ErasedPayees',
  'payout_files.sha256': 'a hash',
  'providers.lowest_score_band': 'a name that the bank has for scores',
  'event_archives.archived_by': 'a user of the operating system; the audit log has it too',
  'event_archives.file': 'a month and a hash',
  'event_archives.sha256': 'a hash',
  'events.data': 'ids, dates and amounts',
  'events.type': 'a code',
  'outbox.data': 'ids, dates and amounts',
  'outbox.types': 'codes',
  'proposals.kind': 'a code',
  'proposals.outcome': 'a code',
  'sandbox_charges.currency': 'a code',
  'sandbox_charges.token': 'a word of the sandbox; never in production',
  'sandbox_charges.truth': 'what a test says; never in production',
  'sign_in_attempts.account': 'a keyed hash; gone within a day',
  'sign_in_attempts.source': 'where attempts came from; gone within a day',
  'statement_lines.certainty': 'a code',
  'statement_lines.fingerprint': 'a hash, by which no file brings the line again',
  'statement_lines.proposed': 'ids',
  'statement_lines.state': 'a code',
  'till_receipts.currency': 'a code',
  'till_receipts.kind': 'a code',
  'till_receipts.method': 'a code',
  'transfer_steps.from_state': 'a code',
  'transfer_steps.source': 'a code',
  'transfer_steps.stands': 'a code',
  'transfer_steps.to_state': 'a code',
  'transfers.currency': 'a code',
  'transfers.direction': 'a code',
  'transfers.failure_code': 'a code',
  'transfers.gateway': 'a code',
  'transfers.gateway_ref': 'by which the gateway finds its own books',
  'transfers.purpose': 'a code',
  'transfers.stands': 'a code',
  'transfers.state': 'a code',
  'webhook_deliveries.body': 'events: ids, dates and amounts',
  'webhook_deliveries.state': 'a code',
  'webhook_deliveries.type': 'a code',
  'webhook_endpoints.disabled_reason': 'a code',
  'webhook_endpoints.old_secret': 'random and sealed',
  'webhook_endpoints.secret': 'random and sealed',
  'webhook_endpoints.state': 'a code',
  'webhook_endpoints.types': 'codes',
};

describe('the list of what tells who somebody is', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  it('says of each column that can hold text whether erasure empties it, and if not, why', async () => {
    const columns = await database.rows<{ table: string; name: string }>(
      `SELECT k.table_name AS table, k.table_name || '.' || k.column_name AS name FROM information_schema.columns k
       JOIN pg_class c ON c.relname = k.table_name AND c.relnamespace = 'public'::regnamespace
       WHERE k.table_schema = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND (k.data_type IN ('text', 'json', 'jsonb', 'bytea', 'character varying') OR k.udt_name = '_text') ORDER BY 2`,
    );
    expect(columns.length).toBeGreaterThan(150);
    const deleted = new Set(PERSONAL_DATA.flatMap(({ table, to }) => (to ? [] : [table])));
    const emptied = new Set(
      PERSONAL_DATA.flatMap(({ table, to = {} }) => Object.keys(to).map((column) => `${table}.${column}`)),
    );
    const unknown = columns.filter(
      ({ table, name }) =>
        !NOT_OF_PEOPLE.includes(table) &&
        !(name in COLUMNS) &&
        !emptied.has(name) &&
        !(deleted.has(table) && table !== 'idempotency_keys'),
    );
    expect(unknown.map(({ name }) => name)).toEqual([]);
    const known = new Set(columns.flatMap(({ table, name }) => [table, name]));
    expect([...Object.keys(COLUMNS)].filter((name) => !known.has(name))).toEqual([]);
  });
});
