import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const COMMENTS: Record<string, string> = {
  'TABLE webhook_endpoints': 'Addresses that are told of events.',
  'COLUMN webhook_endpoints.owner_id':
    'The provider whose it is, and whose own events it gets; null: the bank.',
  'COLUMN webhook_endpoints.secret': 'What its messages are signed with, encrypted with SECRETS_KEY.',
  'COLUMN webhook_endpoints.next_attempt_at': 'When its next delivery is due; null: there is none.',
  'TABLE webhook_subscriptions':
    'What an endpoint is due, by the numbers of events: after one, up to another.',
  'COLUMN webhook_subscriptions.after_seq': 'It is due what has a higher number, up to until_seq. Not money.',
  'COLUMN webhook_subscriptions.until_seq': 'The last number that it is due; null: all. Not money.',
  'TABLE webhook_deliveries': 'One event for one endpoint, and what became of it.',
  'COLUMN webhook_deliveries.seq': 'The number of the event. Not money.',
  'TABLE webhook_attempts': 'Each time that a delivery was sent.',
};

/** Who is told of events over HTTP, what each was due, and what was sent. */
export class Webhooks1700000002010 implements MigrationInterface {
  name = 'Webhooks1700000002010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook_endpoints (
        id uuid NOT NULL,
        url text NOT NULL,
        description text NOT NULL,
        types text[] NOT NULL,
        owner_id uuid,
        state text NOT NULL,
        disabled_reason text,
        secret text NOT NULL,
        old_secret text,
        old_secret_until timestamptz,
        failing_since timestamptz,
        failing_told integer NOT NULL DEFAULT 0,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        next_attempt_at timestamptz,
        leased_until timestamptz,
        lease uuid,
        attempts integer NOT NULL DEFAULT 0,
        CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (id),
        CONSTRAINT webhook_endpoints_owner_fkey FOREIGN KEY (owner_id) REFERENCES users (id),
        CONSTRAINT webhook_endpoints_author_fkey FOREIGN KEY (created_by) REFERENCES users (id),
        CONSTRAINT webhook_endpoints_state CHECK (state IN ('enabled', 'disabled', 'gone')
          AND (state = 'enabled') = (disabled_reason IS NULL)),
        CONSTRAINT webhook_endpoints_old_secret CHECK ((old_secret IS NULL) = (old_secret_until IS NULL))
      );
      CREATE INDEX webhook_endpoints_due ON webhook_endpoints (next_attempt_at) WHERE state = 'enabled';
      CREATE INDEX webhook_endpoints_of_owner ON webhook_endpoints (owner_id, id) WHERE owner_id IS NOT NULL;

      CREATE TABLE webhook_subscriptions (
        endpoint_id uuid NOT NULL,
        after_seq bigint NOT NULL,
        until_seq bigint,
        types text[] NOT NULL,
        CONSTRAINT webhook_subscriptions_pkey PRIMARY KEY (endpoint_id, after_seq),
        CONSTRAINT webhook_subscriptions_endpoint_fkey FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoints (id),
        CONSTRAINT webhook_subscriptions_range CHECK (until_seq >= after_seq)
      );
      CREATE UNIQUE INDEX webhook_subscriptions_one_open ON webhook_subscriptions (endpoint_id) WHERE until_seq IS NULL;

      CREATE TABLE webhook_deliveries (
        id uuid NOT NULL,
        endpoint_id uuid NOT NULL,
        event_id uuid NOT NULL,
        seq bigint NOT NULL,
        type text NOT NULL,
        body text NOT NULL,
        state text NOT NULL,
        attempts integer NOT NULL,
        next_attempt_at timestamptz,
        last_status integer,
        last_error text,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id),
        CONSTRAINT webhook_deliveries_once UNIQUE (event_id, endpoint_id),
        CONSTRAINT webhook_deliveries_endpoint_fkey FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoints (id),
        CONSTRAINT webhook_deliveries_state CHECK (state IN ('waiting', 'delivered', 'failed', 'dropped')
          AND (state = 'waiting') = (next_attempt_at IS NOT NULL) AND (state = 'waiting') = (ended_at IS NULL))
      );
      CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, next_attempt_at, seq) WHERE state = 'waiting';
      CREATE INDEX webhook_deliveries_of_endpoint ON webhook_deliveries (endpoint_id, id);
      CREATE INDEX webhook_deliveries_by_time ON webhook_deliveries USING brin (created_at);

      CREATE TABLE webhook_attempts (
        id uuid NOT NULL,
        delivery_id uuid NOT NULL,
        at timestamptz NOT NULL,
        status integer,
        ms integer NOT NULL,
        error text,
        answer text,
        CONSTRAINT webhook_attempts_pkey PRIMARY KEY (id),
        CONSTRAINT webhook_attempts_delivery_fkey FOREIGN KEY (delivery_id) REFERENCES webhook_deliveries (id)
          ON DELETE CASCADE
      );
      CREATE INDEX webhook_attempts_of_delivery ON webhook_attempts (delivery_id, id);
      CREATE INDEX webhook_attempts_by_time ON webhook_attempts USING brin (at);
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, { 'webhook endpoints': 'FROM webhook_endpoints' });
    await runner.query(
      'DROP TABLE webhook_attempts, webhook_deliveries, webhook_subscriptions, webhook_endpoints',
    );
  }
}
