import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const TOPICS = `'receipt', 'reminder', 'overdue', 'default', 'loan_decision', 'autopay', 'transfer_failed', 'deposit',
  'withdrawal', 'share_digest', 'security'`;
const CHANNELS = "'email', 'sms'";

const COMMENTS: Record<string, string> = {
  'TABLE notification_templates':
    'What letters say where the bank has changed it. The highest version holds; version 0 is in the code.',
  'TABLE notification_preferences': 'What users have said about letters. Without a row, the default holds.',
  'TABLE bad_addresses':
    'Addresses that the mail server of their domain does not know. Nothing more is sent to them.',
  'TABLE notifications': 'Letters to users: those to be sent, and what became of each.',
  'COLUMN notifications.event_id':
    'The event that it tells of. Null for letters that no event caused. Events are kept for less time.',
  'COLUMN notifications.entry_no': 'The order of entry. Not money.',
  'COLUMN notifications.data': 'What the event said: ids, dates, amounts as decimal text. Not names.',
  'COLUMN notifications.is_repeated':
    'Whether it may have been sent before: the process died while it was under way.',
  'COLUMN notifications.body': 'What was sent, without secrets. Deleted after 90 days.',
};

/** Letters: what they say, who wants them, and each one that was or is to be sent. */
export class Letters1700000002100 implements MigrationInterface {
  name = 'Letters1700000002100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification_templates (
        topic text NOT NULL,
        channel text NOT NULL,
        locale text NOT NULL,
        version integer NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        author_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT notification_templates_pkey PRIMARY KEY (topic, channel, locale, version),
        CONSTRAINT notification_templates_author_fkey FOREIGN KEY (author_id) REFERENCES users (id),
        CONSTRAINT notification_templates_topic CHECK (topic IN (${TOPICS})),
        CONSTRAINT notification_templates_channel CHECK (channel IN (${CHANNELS})),
        CONSTRAINT notification_templates_locale CHECK (locale IN ('en', 'es', 'fr', 'ar')),
        CONSTRAINT notification_templates_version CHECK (version > 0)
      );
      CREATE TRIGGER notification_templates_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON notification_templates
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE notification_preferences (
        user_id uuid NOT NULL,
        topic text NOT NULL,
        channel text NOT NULL,
        wanted boolean NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT notification_preferences_pkey PRIMARY KEY (user_id, topic, channel),
        CONSTRAINT notification_preferences_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT notification_preferences_topic CHECK (topic IN (${TOPICS})),
        CONSTRAINT notification_preferences_channel CHECK (channel IN (${CHANNELS}))
      );

      CREATE TABLE bad_addresses (
        address text NOT NULL,
        answer text NOT NULL,
        since timestamptz NOT NULL,
        CONSTRAINT bad_addresses_pkey PRIMARY KEY (address)
      );

      CREATE TABLE notifications (
        id uuid NOT NULL,
        event_id uuid,
        user_id uuid NOT NULL,
        topic text NOT NULL,
        channel text NOT NULL,
        happened text NOT NULL,
        subject_id uuid,
        loan_id uuid,
        business_date date NOT NULL,
        data jsonb NOT NULL,
        again_of uuid,
        state text NOT NULL DEFAULT 'waiting',
        reason text,
        detail text,
        is_repeated boolean NOT NULL DEFAULT false,
        locale text,
        template_version integer,
        address text,
        subject text,
        body text,
        message_id text,
        sent_by text,
        sent_at timestamptz,
        created_at timestamptz NOT NULL,
        next_attempt_at timestamptz,
        leased_until timestamptz,
        lease uuid,
        attempts integer NOT NULL DEFAULT 0,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        CONSTRAINT notifications_pkey PRIMARY KEY (id),
        CONSTRAINT notifications_once UNIQUE (event_id, user_id, channel),
        CONSTRAINT notifications_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT notifications_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT notifications_again_fkey FOREIGN KEY (again_of) REFERENCES notifications (id),
        CONSTRAINT notifications_topic CHECK (topic IN (${TOPICS})),
        CONSTRAINT notifications_channel CHECK (channel IN (${CHANNELS})),
        CONSTRAINT notifications_locale CHECK (locale IN ('en', 'es', 'fr', 'ar')),
        CONSTRAINT notifications_state CHECK (state IN ('waiting', 'sending', 'sent', 'suppressed', 'failed')
          AND (state IN ('suppressed', 'failed')) = (reason IS NOT NULL)),
        CONSTRAINT notifications_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL)
          AND (state = 'sent') = (sent_by IS NOT NULL)),
        CONSTRAINT notifications_detail CHECK (length(detail) <= 300)
      );
      CREATE INDEX notifications_due ON notifications (next_attempt_at) WHERE state IN ('waiting', 'sending');
      CREATE INDEX notifications_by_user ON notifications (user_id, id);
      CREATE INDEX notifications_by_loan ON notifications (loan_id, topic) WHERE loan_id IS NOT NULL;
      CREATE INDEX notifications_failed ON notifications (id) WHERE state = 'failed';
      CREATE INDEX notifications_again ON notifications (again_of) WHERE again_of IS NOT NULL;
      CREATE INDEX notifications_with_text ON notifications (created_at) WHERE body IS NOT NULL;
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'versions of templates': 'FROM notification_templates',
      'preferences of users': 'FROM notification_preferences',
      letters: 'FROM notifications',
    });
    await runner.query(
      'DROP TABLE notifications, bad_addresses, notification_preferences, notification_templates',
    );
  }
}
