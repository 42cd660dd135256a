import type { Tx } from '../database/transactions.js';

/** A transfer by its id, by the gateway's name for it, or by either. */
export interface NamedTransfer {
  id?: string | null;
  /** It is one of this gateway; its own name for a transfer says nothing without it. */
  gateway?: string;
  gatewayRef?: string | null;
}

/**
 * Makes sent transfers due at once. A worker that holds one learns by `heard` that there is something it has not seen:
 * times can be the same to the millisecond. Answers the id of each, null where there is nothing to look at. Locks them,
 * ascending by id.
 */
export async function makeDue(tx: Tx, named: readonly NamedTransfer[]): Promise<(string | null)[]> {
  const [rows]: [{ id: string; gateway: string; gateway_ref: string | null }[], number] = await tx.query(
    `WITH named AS (
       SELECT unnest($1::uuid[]) AS id, unnest($2::text[]) AS gateway, unnest($3::text[]) AS ref)
     UPDATE transfers t SET next_attempt_at = clock_timestamp(), heard = t.heard + 1
     WHERE t.id IN (
       SELECT l.id FROM transfers l WHERE l.id IN (
         SELECT r.id FROM named n JOIN transfers r ON r.id = n.id AND coalesce(n.gateway, r.gateway) = r.gateway
         UNION ALL
         SELECT r.id FROM named n JOIN transfers r ON r.gateway = n.gateway AND r.gateway_ref = n.ref)
       ORDER BY l.id FOR NO KEY UPDATE)
       AND t.state NOT IN ('created', 'reserved', 'cancelled', 'review')
     RETURNING t.id, t.gateway, t.gateway_ref`,
    [
      named.map(({ id = null }) => id),
      named.map(({ gateway = null }) => gateway),
      named.map(({ gatewayRef = null }) => gatewayRef),
    ],
  );
  return named.map(({ id, gateway = null, gatewayRef = null }) => {
    const found = rows.find(
      (row) =>
        (row.id === id && (gateway ?? row.gateway) === row.gateway) ||
        (row.gateway === gateway && gatewayRef !== null && row.gateway_ref === gatewayRef),
    );
    return found?.id ?? null;
  });
}

/**
 * Makes a sent transfer due at once and leases it, unless somebody holds it, who learns by `heard` that there is something
 * new. In one statement: a row that is changed twice in a transaction has its foreign keys checked, which waits for its
 * loan. Answers the row, leased or not; null for one that was not sent or is over.
 */
export async function leaseHeard<Row>(
  tx: Tx,
  id: string,
  { lease, leaseMs }: { lease: string; leaseMs: number },
): Promise<Row | null> {
  const isFree = '(leased_until IS NULL OR leased_until < now())';
  const [rows]: [Row[], number] = await tx.query(
    `UPDATE transfers SET next_attempt_at = clock_timestamp(), heard = heard + 1,
       attempts = attempts + CASE WHEN ${isFree} THEN 1 ELSE 0 END,
       lease = CASE WHEN ${isFree} THEN $2::uuid ELSE lease END,
       leased_until = CASE WHEN ${isFree} THEN now() + $3 * interval '1 ms' ELSE leased_until END
     WHERE id = $1 AND state NOT IN ('created', 'reserved', 'cancelled', 'review') RETURNING *`,
    [id, lease, leaseMs],
  );
  return rows[0] ?? null;
}

/** Makes everything due that is under way at a gateway. */
export async function makeUnderWayDue(tx: Tx, gateway: string): Promise<void> {
  await tx.query(
    `UPDATE transfers SET next_attempt_at = clock_timestamp(), heard = heard + 1
     WHERE gateway = $1 AND state IN ('submitted', 'unknown', 'pending', 'succeeded', 'reinstated', 'sent')`,
    [gateway],
  );
}

/** Makes everything due whose hold is over and that does not count yet. */
export async function makeHeldDue(tx: Tx, today: string): Promise<void> {
  await tx.query(
    `UPDATE transfers SET next_attempt_at = clock_timestamp()
     WHERE state = 'succeeded' AND stands = 'nothing' AND hold_until <= $1`,
    [today],
  );
}

/** Makes everything due that a gateway may say something new of: transfers asked for since a business date. */
export async function makeAllDue(tx: Tx, gateway: string, since: string): Promise<void> {
  await tx.query(
    `UPDATE transfers SET next_attempt_at = clock_timestamp(), heard = heard + 1
     WHERE gateway = $1 AND state NOT IN ('created', 'reserved', 'failed', 'cancelled', 'review') AND counts_from >= $2`,
    [gateway, since],
  );
}
