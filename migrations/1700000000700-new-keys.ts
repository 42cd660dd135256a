import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Claiming Idempotency-Keys that nobody has used. */
export class NewKeys1700000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Claims keys until the transaction ends, or fails with LP001 when one is in use or answered. It is sent ahead of
      -- the statements of a command and stops them, so none of them waits for a lock in vain. Volatile, so that it sees
      -- answers that were committed before it had the lock. The lock is that of Idempotency.claim.
      CREATE FUNCTION claim_new_keys(callers uuid[], keys text[]) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
      DECLARE
        caller uuid;
        wanted text;
      BEGIN
        FOR caller, wanted IN SELECT unnest(callers), unnest(keys) LOOP
          IF NOT pg_try_advisory_xact_lock(hashtextextended(caller::text || ':' || wanted, 42))
            OR EXISTS (SELECT FROM idempotency_keys k WHERE k.caller_id = caller AND k.key = wanted) THEN
            RAISE EXCEPTION 'an idempotency key is in use' USING ERRCODE = 'LP001';
          END IF;
        END LOOP;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION claim_new_keys');
  }
}
