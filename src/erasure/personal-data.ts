/** What a person is told of, in the answer of an erasure. */
export const ERASED = [
  'account',
  'search',
  'sign_in',
  'letters',
  'notes',
  'bank_lines',
  'receipt_references',
  'payment_methods',
  'at_gateways',
  'transfers',
  'reasons',
  'payout_files',
  'webhooks',
  'answers',
] as const;
export type Erased = (typeof ERASED)[number];

/** Rows that hold something of a person. Trusted SQL, about the person `$1`. */
interface Holding {
  what: Erased;
  table: string;
  /** Which rows `t` are the person's. */
  of: string;
  /** What their columns hold afterwards, as SQL; left out: the rows are deleted. */
  to?: Readonly<Record<string, string>>;
}

const LOANS = 'SELECT l.id FROM loans l WHERE l.customer_id = $1';
const PAYMENTS = 'SELECT p.id FROM payments p WHERE p.customer_id = $1';
const TRANSFERS = 'SELECT f.id FROM transfers f WHERE f.party_id = $1';
const MOVEMENTS = 'SELECT v.id FROM fund_movements v WHERE v.provider_id = $1';
/** Lines that the person's money explains, now or before it was taken back and explained anew by the same person. */
export const LINES = `SELECT n.id FROM statement_lines n JOIN line_matches m ON m.line_id = n.id AND m.revision = n.revision
  WHERE n.state <> 'open' AND (m.transfer_id IN (${TRANSFERS}) OR m.provider_id = $1 OR m.loan_id IN (${LOANS}))`;
const NOTES = `t.subject_type IN ('customer', 'provider') AND t.subject_id = $1
  OR t.subject_type = 'loan' AND t.subject_id IN (${LOANS})
  OR t.subject_type = 'payment' AND t.subject_id IN (${PAYMENTS})
  OR t.subject_type = 'statement_line' AND t.subject_id IN (${LINES})`;
const ADDRESSES = `SELECT unnest(ARRAY[lower(u.email), lower(u.link_email)]) FROM users u WHERE u.id = $1
  UNION SELECT lower(s.address) FROM notifications s WHERE s.user_id = $1
  UNION SELECT lower(s.to_address) FROM notifications s WHERE s.user_id = $1`;
const PROFILE = { phone: "''", address: "''" };

/**
 * Everything that tells who a person is or was written of it, in the order in which it goes: what is found by something else
 * goes before that. Amounts, dates, ids and states stay: they are the books. `test/erasure/columns.spec.ts` asks of each
 * column of text whether it is here.
 */
export const PERSONAL_DATA: readonly Holding[] = [
  { what: 'letters', table: 'bad_addresses', of: `t.address IN (${ADDRESSES})` },
  {
    what: 'letters',
    table: 'notifications',
    of: 't.user_id = $1',
    to: {
      data: "'{}'",
      detail: 'NULL',
      address: 'NULL',
      to_address: 'NULL',
      subject: 'NULL',
      body: 'NULL',
      // Whoever is about to send it finds that it is no longer his.
      state: "CASE WHEN t.state IN ('waiting', 'sending') THEN 'suppressed' ELSE t.state END",
      reason: "CASE WHEN t.state IN ('waiting', 'sending') THEN 'disabled' ELSE t.reason END",
      next_attempt_at: 'NULL',
      lease: 'NULL',
      leased_until: 'NULL',
    },
  },
  { what: 'letters', table: 'notification_preferences', of: 't.user_id = $1' },
  {
    what: 'notes',
    table: 'notes',
    of: `t.redacted_at IS NULL AND (${NOTES})`,
    to: { text: "''", redacted_at: 'now()' },
  },
  {
    what: 'bank_lines',
    table: 'statement_lines',
    of: `t.id IN (${LINES})`,
    to: { counterparty: 'NULL', remittance: "''", end_to_end_id: 'NULL', bank_ref: 'NULL', problem: 'NULL' },
  },
  {
    what: 'receipt_references',
    table: 'till_receipts',
    of: `t.payment_id IN (${PAYMENTS}) OR t.movement_id IN (${MOVEMENTS}) OR t.reversal_id IN (${PAYMENTS})`,
    to: { reference: 'NULL' },
  },
  {
    what: 'payment_methods',
    table: 'instruments',
    of: 't.user_id = $1',
    to: { state: "'revoked'", token: "''", label: "''", mandate_ref: 'NULL', sealed_account: 'NULL' },
  },
  // A gateway, or staff, may have written why.
  { what: 'transfers', table: 'transfers', of: 't.party_id = $1', to: { failure_text: 'NULL' } },
  {
    // What staff gave as the reason; others name a message or a line.
    what: 'reasons',
    table: 'transfer_steps',
    of: `t.source = 'staff' AND t.transfer_id IN (${TRANSFERS})`,
    to: { source_ref: 'NULL' },
  },
  {
    what: 'reasons',
    table: 'proposals',
    of: `t.subject_id = $1 OR t.subject_id IN (${TRANSFERS})`,
    to: { reason: "''" },
  },
  {
    what: 'webhooks',
    table: 'webhook_attempts',
    of: `t.delivery_id IN (SELECT d.id FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id
      WHERE e.owner_id = $1)`,
    to: { answer: 'NULL', error: 'NULL' },
  },
  {
    what: 'webhooks',
    table: 'webhook_deliveries',
    of: 't.endpoint_id IN (SELECT e.id FROM webhook_endpoints e WHERE e.owner_id = $1)',
    to: { last_error: 'NULL' },
  },
  {
    what: 'webhooks',
    table: 'webhook_endpoints',
    of: 't.owner_id = $1',
    to: { url: "''", description: "''" },
  },
  { what: 'answers', table: 'idempotency_keys', of: 't.caller_id = $1' },
  {
    // The keys of staff stay, so that a repeat does nothing twice; it is told no more than this.
    what: 'answers',
    table: 'idempotency_keys',
    of: `t.caller_id IN (SELECT u.id FROM users u WHERE u.role IN ('staff', 'admin')) AND t.body::text ~ (
      SELECT string_agg(k.id::text, '|') FROM (SELECT $1::uuid AS id UNION ${LOANS} UNION ${LINES} UNION
        SELECT t.id FROM notes t WHERE ${NOTES}) k)`,
    to: { body: `'{"erased":true}'` },
  },
  { what: 'sign_in', table: 'one_time_codes', of: 't.user_id = $1' },
  { what: 'sign_in', table: 'recovery_codes', of: 't.user_id = $1' },
  { what: 'sign_in', table: 'second_factors', of: 't.user_id = $1' },
  { what: 'sign_in', table: 'key_challenges', of: 't.user_id = $1' },
  { what: 'sign_in', table: 'refresh_tokens', of: 't.user_id = $1' },
  { what: 'sign_in', table: 'security_keys', of: 't.user_id = $1' },
  { what: 'sign_in', table: 'sessions', of: 't.user_id = $1' },
  { what: 'account', table: 'customers', of: 't.id = $1', to: PROFILE },
  { what: 'account', table: 'providers', of: 't.id = $1', to: PROFILE },
  {
    what: 'account',
    table: 'users',
    of: 't.id = $1',
    to: {
      username: "'erased-' || t.id",
      password_hash: "'!'",
      password_temporary_until: 'NULL',
      first_name: "''",
      last_name: "''",
      email: "''",
      link_email: 'NULL',
      language: 'NULL',
      is_active: 'false',
      factor_since: 'NULL',
      // Which customers and providers a member of staff is.
      own_accounts: "'{}'",
      erased_at: 'coalesce(t.erased_at, now())',
    },
  },
  { what: 'search', table: 'people_search', of: 't.user_id = $1', to: { words: "''", phone: "''" } },
];

/** The statement that takes it away; it answers how many rows held something, as `count`. */
export function erasureOf(holding: Holding): string {
  const { table, to = {} } = holding;
  const set = Object.entries(to).map(([column, value]) => `${column} = ${value}`);
  const change = set.length === 0 ? `DELETE FROM ${table} t` : `UPDATE ${table} t SET ${set.join(', ')}`;
  return `WITH gone AS (${change} WHERE ${heldIn(holding)} RETURNING 1) SELECT count(*)::int AS count FROM gone`;
}

/** The person's rows that are not as they will be: `body` is json, which compares as text only. */
function heldIn({ of, to }: Holding): string {
  if (!to) return of;
  const differs = Object.entries(to)
    .filter(([column]) => !TIMES.has(column))
    .map(([column, value]) => `t.${column}::text IS DISTINCT FROM (${value})::text`);
  return `(${of}) AND (${differs.join(' OR ')})`;
}

/** When it happened is no reason to do it again. */
const TIMES = new Set(['redacted_at', 'erased_at']);
