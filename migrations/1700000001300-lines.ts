import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const COMMENTS: Record<string, string> = {
  'COLUMN transfers.heard': 'How often something was heard of it. Not money.',
  'COLUMN transfers.hold_until':
    'Until then the line of what staff have noted is waited for, and what a transfer brought cannot be paid out.',
  'TABLE proposals':
    'What one member of staff proposes about money, and another one confirms. What is proposed never changes.',
  'TABLE gateway_looks': 'Up to when what happened at each gateway was asked for, page by page.',
};

const purposes = (coming: string) => `
  ALTER TABLE transfers DROP CONSTRAINT transfers_purpose;
  ALTER TABLE transfers ADD CONSTRAINT transfers_purpose CHECK (
    (direction = 'in' AND purpose IN (${coming})) OR (direction = 'out' AND
    purpose IN ('disbursement', 'provider_withdrawal', 'credit_refund', 'receipt_return')));`;

/** Lines explained by several transfers, by credit and by payouts of gateways; decisions that need two people. */
export class Lines1700000001300 implements MigrationInterface {
  name = 'Lines1700000001300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE transfers ADD COLUMN heard integer NOT NULL DEFAULT 0;
      ${purposes("'repayment', 'provider_deposit', 'customer_credit'")}
      -- What staff have noted and the bank has not shown yet.
      CREATE INDEX transfers_noted ON transfers (hold_until) WHERE gateway = 'bank' AND state = 'succeeded';

      -- A notification of the bank has no balances.
      ALTER TABLE bank_statements ALTER COLUMN opening DROP NOT NULL, ALTER COLUMN closing DROP NOT NULL,
        ADD CONSTRAINT bank_statements_balances CHECK ((opening IS NULL) = (closing IS NULL));

      -- A payout of a gateway is explained by transfers, and what it kept beside them.
      DROP INDEX line_matches_once;
      CREATE UNIQUE INDEX line_matches_once ON line_matches (line_id, revision, kind, transfer_id) NULLS NOT DISTINCT;

      CREATE TABLE proposals (
        id uuid NOT NULL,
        kind text NOT NULL,
        subject_id uuid NOT NULL,
        outcome text NOT NULL,
        reason text NOT NULL,
        proposed_by uuid NOT NULL,
        proposed_at timestamptz NOT NULL,
        ended_by uuid,
        ended_at timestamptz,
        -- False: another proposal has taken its place.
        confirmed boolean,
        CONSTRAINT proposals_pkey PRIMARY KEY (id),
        CONSTRAINT proposals_author_fkey FOREIGN KEY (proposed_by) REFERENCES users (id),
        CONSTRAINT proposals_ender_fkey FOREIGN KEY (ended_by) REFERENCES users (id),
        CONSTRAINT proposals_kind CHECK (kind IN ('resolve', 'bank_loss')),
        CONSTRAINT proposals_ended CHECK ((ended_by IS NULL) = (ended_at IS NULL) AND (ended_by IS NULL) =
          (confirmed IS NULL)),
        CONSTRAINT proposals_two_people CHECK (confirmed IS NOT TRUE OR ended_by <> proposed_by)
      );
      CREATE UNIQUE INDEX proposals_open ON proposals (subject_id, kind) WHERE ended_at IS NULL;
      CREATE TRIGGER proposals_are_kept BEFORE DELETE OR UPDATE OF id, kind, subject_id, outcome, reason, proposed_by,
        proposed_at OR TRUNCATE ON proposals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE gateway_looks (
        id text NOT NULL,
        seen_until timestamptz NOT NULL,
        next_attempt_at timestamptz,
        leased_until timestamptz,
        lease uuid,
        attempts integer NOT NULL DEFAULT 0,
        CONSTRAINT gateway_looks_pkey PRIMARY KEY (id)
      );
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'money for the credit of customers': "FROM transfers WHERE purpose = 'customer_credit'",
      proposals: 'FROM proposals',
      'notifications of banks': 'FROM bank_statements WHERE closing IS NULL',
      'looks at gateways': 'FROM gateway_looks',
      'lines explained in several ways': `FROM (SELECT FROM line_matches m GROUP BY m.line_id, m.revision, m.transfer_id
        HAVING count(*) > 1)`,
    });
    await runner.query(`
      DROP TABLE gateway_looks, proposals;
      DROP INDEX line_matches_once;
      CREATE UNIQUE INDEX line_matches_once ON line_matches (line_id, revision, transfer_id) NULLS NOT DISTINCT;
      ALTER TABLE bank_statements DROP CONSTRAINT bank_statements_balances, ALTER COLUMN opening SET NOT NULL,
        ALTER COLUMN closing SET NOT NULL;
      DROP INDEX transfers_noted;
      ${purposes("'repayment', 'provider_deposit'")}
      ALTER TABLE transfers DROP COLUMN heard;
      COMMENT ON COLUMN transfers.hold_until IS NULL;
    `);
  }
}
