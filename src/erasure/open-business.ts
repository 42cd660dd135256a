import { inSql } from '../database/in-sql.js';
import type { Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { OVER } from '../transfers/transfer-states.js';

/** What has to end before a person is forgotten. */
export const OPEN_BUSINESS = [
  'loan',
  'credit',
  'debt',
  'money',
  'lent',
  'transfer',
  'request',
  'late_case',
  'proposal',
  'bank_line',
  'webhook',
] as const;
export type OpenBusiness = (typeof OPEN_BUSINESS)[number];

const LOANS = 'SELECT l.id FROM loans l WHERE l.customer_id = $1';
const TRANSFERS = 'SELECT f.id FROM transfers f WHERE f.party_id = $1';

/** For each, whether there is any. A loan that was written off is still owed. */
const CONDITIONS: Readonly<Record<OpenBusiness, string>> = {
  loan: "EXISTS (SELECT FROM loans l WHERE l.customer_id = $1 AND l.status NOT IN ('paid', 'cancelled'))",
  credit: 'EXISTS (SELECT FROM customers c WHERE c.id = $1 AND c.credit_amount > 0)',
  debt: `EXISTS (SELECT FROM customers c WHERE c.id = $1 AND c.receivable_amount > 0)
    OR EXISTS (SELECT FROM providers p WHERE p.id = $1 AND p.receivable_amount > 0)`,
  money:
    'EXISTS (SELECT FROM providers p WHERE p.id = $1 AND (p.fund_amount > 0 OR p.wallet_amount > 0 OR p.lent_amount > 0))',
  // What was written off may be recovered: its lenders have a part in it.
  lent: `EXISTS (SELECT FROM fundings g JOIN loans l ON l.id = g.loan_id
    WHERE g.provider_id = $1 AND g.undone_at IS NULL AND l.status NOT IN ('paid', 'cancelled'))`,
  // Of staff: what a bank line brought and goes back to an account that they have named.
  transfer: `EXISTS (SELECT FROM transfers f WHERE f.party_id = $1 AND (f.stands IN ('credited', 'owed_back', 'promised')
      OR f.state NOT IN (${inSql(OVER)})))
    OR EXISTS (SELECT FROM transfers f JOIN instruments i ON i.id = f.instrument_id
      WHERE i.user_id = $1 AND f.state NOT IN (${inSql(OVER)}))`,
  request: `EXISTS (SELECT FROM care_requests r WHERE r.state = 'open' AND r.loan_id IN (${LOANS}))
    OR EXISTS (SELECT FROM promises s WHERE s.state = 'open' AND s.loan_id IN (${LOANS}))`,
  late_case: `EXISTS (SELECT FROM collection_cases o WHERE o.closed_on IS NULL AND o.loan_id IN (${LOANS}))`,
  proposal: `EXISTS (SELECT FROM proposals o WHERE o.ended_at IS NULL
    AND (o.subject_id = $1 OR o.subject_id IN (${TRANSFERS})))`,
  bank_line: `EXISTS (SELECT FROM statement_lines n, jsonb_array_elements(n.proposed) e WHERE n.state = 'open'
    AND (e ->> 'id' = $1::text OR e ->> 'id' IN (SELECT x.id::text FROM (${LOANS} UNION ${TRANSFERS}) x)))`,
  webhook: "EXISTS (SELECT FROM webhook_endpoints w WHERE w.owner_id = $1 AND w.state <> 'gone')",
};

const QUESTION = `SELECT ${Object.entries(CONDITIONS)
  .map(([name, condition]) => `(${condition}) AS ${name}`)
  .join(', ')}`;

/**
 * Throws `has_open_business` while a person owes anything or is owed anything, something is under way, or somebody of the
 * bank still works on it. The person is locked.
 */
export async function assertNothingOpen(tx: Tx, id: string): Promise<void> {
  const [row]: Record<string, boolean>[] = await tx.query(QUESTION, [id]);
  const open = OPEN_BUSINESS.filter((name) => row?.[name] === true);
  if (open.length === 0) return;
  const detail = `Something is open still: ${open.join(', ')}. It has to end before the person can be erased.`;
  throw new DomainError('has_open_business', detail, { open });
}
