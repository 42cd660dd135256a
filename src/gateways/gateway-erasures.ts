import type { AppConfig } from '../config.js';
import { inSql } from '../database/in-sql.js';
import type { Tx } from '../database/transactions.js';
import type { Instrument } from '../transfers/instrument.entity.js';

/**
 * Which gateways keep something of a person behind an instrument, in use or not: those whose adapter has `forget`. The
 * sandbox's tokens are words, and what a bank's file says of a person is redacted here.
 */
export const HOLDS_PEOPLE: Readonly<Record<AppConfig['gateways'][number], boolean>> = {
  stripe: true,
  sandbox: false,
  bank_file: false,
};
const HOLDING: ReadonlySet<string> = new Set(
  Object.entries(HOLDS_PEOPLE).flatMap(([name, holds]) => (holds ? [name] : [])),
);

/**
 * Locks the instruments of a person who is erased, ascending by id. For update: a transfer that is being opened with one
 * has its row by a foreign key, so it is committed and seen afterwards, or finds the instrument revoked.
 */
export async function lockInstrumentsOf(tx: Tx, userId: string): Promise<void> {
  await tx.query('SELECT i.id FROM instruments i WHERE i.user_id = $1 ORDER BY i.id FOR UPDATE', [userId]);
}

/**
 * Keeps what gateways have to delete of a person, before the tokens are removed here. It is deleted there once this is
 * committed (`GatewayErasureWorker`). Answers how many instruments that are.
 */
export async function eraseAtGateways(tx: Tx, userId: string): Promise<number> {
  const kept: object[] = await tx.query(
    `INSERT INTO gateway_erasures (id, gateway, token, created_at, next_attempt_at)
     SELECT i.id, i.gateway, i.token, now(), now() FROM instruments i
     WHERE i.user_id = $1 AND i.token <> '' AND i.gateway IN (${inSql([...HOLDING])}) RETURNING id`,
    [userId],
  );
  return kept.length;
}

/** The same of one instrument that is not kept here: its owner was erased while the gateway set it up. */
export async function eraseUnkept(
  tx: Tx,
  { id, gateway, token }: Pick<Instrument, 'id' | 'gateway' | 'token'>,
): Promise<void> {
  if (!HOLDING.has(gateway)) return;
  await tx.query(
    `INSERT INTO gateway_erasures (id, gateway, token, created_at, next_attempt_at) VALUES ($1, $2, $3, now(), now())`,
    [id, gateway, token],
  );
}
