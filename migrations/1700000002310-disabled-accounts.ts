import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Nothing is lent to or of a disabled account: customers and providers know it, written by the database, so that no
 * code can forget it. When it was so is kept for the receipts of that time.
 */
export class DisabledAccounts1700000002310 implements MigrationInterface {
  name = 'DisabledAccounts1700000002310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE customers ADD account_disabled boolean NOT NULL DEFAULT false;
      ALTER TABLE providers ADD account_disabled boolean NOT NULL DEFAULT false;
      UPDATE customers c SET account_disabled = true FROM users u WHERE u.id = c.id AND NOT u.is_active;
      UPDATE providers p SET account_disabled = true FROM users u WHERE u.id = p.id AND NOT u.is_active;

      CREATE TABLE disabled_accounts (
        user_id uuid NOT NULL,
        disabled_at timestamptz NOT NULL,
        enabled_at timestamptz,
        CONSTRAINT disabled_accounts_pkey PRIMARY KEY (user_id, disabled_at),
        CONSTRAINT disabled_accounts_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT disabled_accounts_period CHECK (enabled_at >= disabled_at)
      );
      COMMENT ON TABLE disabled_accounts IS 'When accounts were disabled, and enabled again.';
      INSERT INTO disabled_accounts (user_id, disabled_at) SELECT id, now() FROM users WHERE NOT is_active;

      CREATE FUNCTION tell_account_disabled() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.is_active THEN
          UPDATE disabled_accounts SET enabled_at = clock_timestamp() WHERE user_id = NEW.id AND enabled_at IS NULL;
        ELSE
          INSERT INTO disabled_accounts (user_id, disabled_at) VALUES (NEW.id, clock_timestamp());
        END IF;
        UPDATE customers SET account_disabled = NOT NEW.is_active WHERE id = NEW.id;
        UPDATE providers SET account_disabled = NOT NEW.is_active WHERE id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER users_tell_account_disabled AFTER UPDATE OF is_active ON users FOR EACH ROW
        WHEN (OLD.is_active <> NEW.is_active) EXECUTE FUNCTION tell_account_disabled();
    `);
    await generate(runner, 'account_disabled OR paused');
  }

  async down(runner: QueryRunner): Promise<void> {
    await generate(runner, 'paused');
    await runner.query(`
      DROP TRIGGER users_tell_account_disabled ON users;
      DROP FUNCTION tell_account_disabled();
      DROP TABLE disabled_accounts;
      ALTER TABLE providers DROP account_disabled;
      ALTER TABLE customers DROP account_disabled;
    `);
  }
}

/** What the allocation ranks and takes by, nothing while `idle`. PostgreSQL 15 cannot change an expression in place. */
async function generate(runner: QueryRunner, idle: string): Promise<void> {
  await runner.query(`
    ALTER TABLE providers DROP free_amount, DROP idle_ppm;
    ALTER TABLE providers
      ADD free_amount bigint NOT NULL GENERATED ALWAYS AS (
        CASE WHEN ${idle} THEN 0 ELSE greatest(fund_amount - reserve_amount, 0) END
      ) STORED,
      ADD idle_ppm integer NOT NULL GENERATED ALWAYS AS (
        CASE WHEN ${idle} OR fund_amount <= reserve_amount THEN 0
             ELSE div((fund_amount - reserve_amount)::numeric * 1000000,
                      fund_amount::numeric + wallet_amount + lent_amount)::integer END
      ) STORED;
    COMMENT ON COLUMN providers.free_amount IS 'What it may lend now. Minor units of the currency.';
    CREATE INDEX providers_by_free_funds ON providers (free_amount, id) WHERE free_amount > 0;
    CREATE INDEX providers_by_age ON providers (id) WHERE free_amount > 0;
    CREATE INDEX providers_by_idle_share ON providers (idle_ppm DESC, id) WHERE free_amount > 0;
  `);
}
