import { randomInt } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** Users and sign-in, stored answers to retried requests, the business date, the order of entry. */
export class Platform1700000000100 implements MigrationInterface {
  name = 'Platform1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The order of entry of all facts. It decides what came before a write-off, a reversal or a score, never a clock.
      CREATE SEQUENCE entry_order;

      -- Numbers that people can say, shared by loans, customers and providers: a permutation of 0 to 999,999,999, so that
      -- all differ and reveal neither order nor volume. A Feistel network over 30 bits, repeated until the result is in
      -- range; each database has its own key.
      CREATE SEQUENCE short_numbers MINVALUE 0 MAXVALUE 999999999;
      CREATE FUNCTION short_number(nth bigint) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
      DECLARE
        high bigint;
        low bigint;
        walked bigint := nth;
      BEGIN
        IF nth NOT BETWEEN 0 AND 999999999 THEN
          RAISE EXCEPTION 'there is no number for %', nth USING ERRCODE = 'numeric_value_out_of_range';
        END IF;
        LOOP
          high := walked >> 15;
          low := walked & 32767;
          ${rounds()}
          walked := high << 15 | low;
          EXIT WHEN walked < 1000000000;
        END LOOP;
        RETURN walked;
      END $$;

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% on % is not allowed: rows are facts', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation';
      END $$;

      CREATE TABLE users (
        id uuid NOT NULL,
        username text NOT NULL,
        password_hash text NOT NULL,
        role text NOT NULL,
        first_name text NOT NULL DEFAULT '',
        last_name text NOT NULL DEFAULT '',
        email text NOT NULL DEFAULT '',
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        session_epoch integer NOT NULL DEFAULT 0,
        sessions_ended_at timestamptz,
        password_temporary_until timestamptz,
        CONSTRAINT users_pkey PRIMARY KEY (id),
        CONSTRAINT users_role CHECK (role IN ('customer', 'provider', 'staff', 'admin'))
      );
      CREATE INDEX users_by_ended_sessions ON users (sessions_ended_at) WHERE sessions_ended_at IS NOT NULL;
      CREATE UNIQUE INDEX users_username_key ON users (lower(username));

      CREATE TABLE sessions (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        address text NOT NULL,
        user_agent text NOT NULL,
        ended_at timestamptz,
        CONSTRAINT sessions_pkey PRIMARY KEY (id),
        CONSTRAINT sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users (id)
      );
      CREATE INDEX sessions_by_end ON sessions (ended_at) WHERE ended_at IS NOT NULL;
      CREATE INDEX sessions_by_user ON sessions (user_id, id);

      CREATE TABLE refresh_tokens (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        family_id uuid NOT NULL,
        token_hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id),
        CONSTRAINT refresh_tokens_token_hash_key UNIQUE (token_hash),
        CONSTRAINT refresh_tokens_session_fkey FOREIGN KEY (family_id) REFERENCES sessions (id)
          ON DELETE CASCADE,
        CONSTRAINT refresh_tokens_user_fkey FOREIGN KEY (user_id) REFERENCES users (id)
      );
      CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);
      CREATE INDEX refresh_tokens_by_user ON refresh_tokens (user_id, expires_at);

      CREATE TABLE sign_in_attempts (
        account bytea NOT NULL,
        source text NOT NULL,
        failures integer NOT NULL,
        last_at timestamptz NOT NULL,
        closed_until timestamptz NOT NULL,
        CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (account, source)
      );

      CREATE TABLE disabled_accounts (
        user_id uuid NOT NULL,
        disabled_at timestamptz NOT NULL,
        enabled_at timestamptz,
        CONSTRAINT disabled_accounts_pkey PRIMARY KEY (user_id, disabled_at),
        CONSTRAINT disabled_accounts_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT disabled_accounts_period CHECK (enabled_at >= disabled_at)
      );

      -- Parties carry whether their account is disabled, so that allocations and requests read no other table for it.
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
      CREATE TRIGGER users_tell_account_disabled AFTER UPDATE OF is_active ON users FOR EACH ROW WHEN
        (OLD.is_active <> NEW.is_active) EXECUTE FUNCTION tell_account_disabled();

      CREATE TABLE idempotency_keys (
        caller_id uuid NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        status smallint NOT NULL,
        body json NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller_id, key)
      );
      CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

      CREATE TABLE business_dates (
        business_date date NOT NULL,
        began_at timestamptz NOT NULL,
        CONSTRAINT business_dates_pkey PRIMARY KEY (business_date)
      );
      CREATE TRIGGER business_dates_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON business_dates FOR EACH
        STATEMENT EXECUTE FUNCTION refuse_change();

      -- The business date, held until the transaction ends. BusinessCalendar takes the same lock exclusively to end a
      -- date, so everything written with a date is there before the next one begins. Volatile, so that the date is read
      -- after the lock. The lock's key is two integers, so it cannot collide with those of idempotency keys.
      CREATE FUNCTION hold_business_date() RETURNS date LANGUAGE plpgsql VOLATILE AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(2100, 1);
        RETURN (SELECT max(d.business_date) FROM business_dates d);
      END $$;

      CREATE TABLE sandbox_clock (
        id integer NOT NULL,
        days_ahead integer NOT NULL,
        CONSTRAINT sandbox_clock_pkey PRIMARY KEY (id),
        CONSTRAINT sandbox_clock_forward CHECK (days_ahead >= 0),
        CONSTRAINT sandbox_clock_one_row CHECK (id = 1)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      users: 'FROM users',
    });
    await runner.query(`
      DROP TABLE sandbox_clock, business_dates, idempotency_keys, disabled_accounts, sign_in_attempts, refresh_tokens, sessions, users;
      DROP FUNCTION short_number, hold_business_date, tell_account_disabled, refuse_change;
      DROP SEQUENCE short_numbers, entry_order;
    `);
  }
}

/** The rounds of the short numbers, each with a key of 24 bits. They turn one half by the other, and take turns. */
function rounds(): string {
  const turn = (half: string, other: string, key: string) =>
    `${half} := ${half} # (((((${other} # ${key}) * 40503) + ${key}) >> 9) & 32767);`;
  const halves = [
    ['high', 'low'],
    ['low', 'high'],
  ] as const;
  const all = Array.from({ length: 4 }, () => halves).flat();
  return all.map(([half, other]) => turn(half, other, String(randomInt(1, 2 ** 24)))).join(' ');
}
