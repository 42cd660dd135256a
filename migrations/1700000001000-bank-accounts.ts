import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const MINOR = 'Minor units of the currency: 105000 is 1050.00 if it has two decimals.';
const SIGNED = `Positive came in, negative left. ${MINOR}`;
const COMMENTS: Record<string, string> = {
  'TABLE bank_accounts': 'Accounts of the bank at other banks, whose statements are read.',
  'COLUMN bank_accounts.opening_balance': `What lay there at the beginning of opened_on. ${MINOR}`,
  'COLUMN bank_accounts.gateways': 'The gateways whose payouts arrive here.',
  'TABLE bank_statements': 'Bank statements that were read, several of one file in its order.',
  'COLUMN bank_statements.opening': `At the beginning. ${MINOR}`,
  'COLUMN bank_statements.closing': `At the end. ${MINOR}`,
  'TABLE statement_lines':
    'Movements on bank accounts as their statements tell them, each booked when it is read. counterparty and remittance are personal data.',
  'COLUMN statement_lines.amount': SIGNED,
  'COLUMN statement_lines.occurrence':
    'Counts equal lines inside one file: two payments alike on one day are two.',
  'COLUMN statement_lines.proposed': 'What it may be explained by, the most likely first.',
  'COLUMN statement_lines.revision': 'How often its explanation was taken back.',
  'TABLE line_matches':
    'What explains lines. Those of an earlier revision than that of the line were taken back. Append-only.',
  'COLUMN line_matches.amount': `The part of the line, with its sign. ${MINOR}`,
};

/** Bank accounts, their statements, and what each line of a statement is. */
export class BankAccounts1700000001000 implements MigrationInterface {
  name = 'BankAccounts1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bank_accounts (
        id uuid NOT NULL,
        name text NOT NULL,
        number text NOT NULL,
        currency text NOT NULL,
        opening_balance bigint NOT NULL,
        opened_on date NOT NULL,
        gateways text[] NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT bank_accounts_pkey PRIMARY KEY (id),
        CONSTRAINT bank_accounts_number_key UNIQUE (number),
        CONSTRAINT bank_accounts_author_fkey FOREIGN KEY (created_by) REFERENCES users (id),
        CONSTRAINT bank_accounts_opening CHECK (opening_balance >= 0)
      );
      CREATE TRIGGER bank_accounts_are_kept BEFORE DELETE OR UPDATE OF id, number, currency, opening_balance, opened_on,
        created_by, created_at OR TRUNCATE ON bank_accounts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE bank_statements (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        file_sha256 text NOT NULL,
        place integer NOT NULL,
        number text,
        from_on date NOT NULL,
        to_on date NOT NULL,
        opening bigint NOT NULL,
        closing bigint NOT NULL,
        lines integer NOT NULL,
        new_lines integer NOT NULL,
        imported_by uuid,
        imported_at timestamptz NOT NULL,
        CONSTRAINT bank_statements_pkey PRIMARY KEY (id),
        CONSTRAINT bank_statements_file_key UNIQUE (account_id, file_sha256, place),
        CONSTRAINT bank_statements_account_fkey FOREIGN KEY (account_id) REFERENCES bank_accounts (id),
        CONSTRAINT bank_statements_importer_fkey FOREIGN KEY (imported_by) REFERENCES users (id)
      );
      CREATE INDEX bank_statements_by_end ON bank_statements (account_id, to_on);
      CREATE TRIGGER bank_statements_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON bank_statements FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_change();

      CREATE TABLE statement_lines (
        id uuid NOT NULL,
        statement_id uuid NOT NULL,
        account_id uuid NOT NULL,
        nr integer NOT NULL,
        amount bigint NOT NULL,
        booked_on date NOT NULL,
        value_on date NOT NULL,
        end_to_end_id text,
        bank_ref text,
        counterparty text,
        remittance text NOT NULL,
        fingerprint text NOT NULL,
        occurrence integer NOT NULL,
        state text NOT NULL,
        certainty text,
        proposed jsonb NOT NULL,
        revision integer NOT NULL DEFAULT 0,
        problem text,
        next_attempt_at timestamptz,
        leased_until timestamptz,
        lease uuid,
        attempts integer NOT NULL DEFAULT 0,
        CONSTRAINT statement_lines_pkey PRIMARY KEY (id),
        CONSTRAINT statement_lines_once UNIQUE (account_id, fingerprint, occurrence),
        CONSTRAINT statement_lines_statement_fkey FOREIGN KEY (statement_id) REFERENCES bank_statements (id),
        CONSTRAINT statement_lines_account_fkey FOREIGN KEY (account_id) REFERENCES bank_accounts (id),
        CONSTRAINT statement_lines_amount CHECK (amount <> 0),
        CONSTRAINT statement_lines_state CHECK (state IN ('open', 'explained', 'outside')),
        CONSTRAINT statement_lines_certainty CHECK (certainty IN ('exact', 'suggested'))
      );
      CREATE INDEX statement_lines_by_statement ON statement_lines (statement_id, id);
      CREATE INDEX statement_lines_by_date ON statement_lines (account_id, booked_on) INCLUDE (amount);
      CREATE INDEX statement_lines_open ON statement_lines (account_id, booked_on, id) INCLUDE (amount) WHERE state = 'open';
      CREATE INDEX statement_lines_outside ON statement_lines (account_id) INCLUDE (amount) WHERE state = 'outside';
      CREATE INDEX statement_lines_due ON statement_lines (next_attempt_at) WHERE state = 'open' AND next_attempt_at IS NOT NULL;
      CREATE TRIGGER statement_lines_are_kept BEFORE DELETE OR UPDATE OF id, statement_id, account_id, nr, amount,
        booked_on, value_on, end_to_end_id, bank_ref, fingerprint, occurrence OR TRUNCATE ON statement_lines FOR EACH
        STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE line_matches (
        id uuid NOT NULL,
        line_id uuid NOT NULL,
        revision integer NOT NULL,
        kind text NOT NULL,
        transfer_id uuid,
        loan_id uuid,
        provider_id uuid,
        amount bigint NOT NULL,
        decided_by uuid,
        created_at timestamptz NOT NULL,
        CONSTRAINT line_matches_pkey PRIMARY KEY (id),
        CONSTRAINT line_matches_line_fkey FOREIGN KEY (line_id) REFERENCES statement_lines (id),
        CONSTRAINT line_matches_transfer_fkey FOREIGN KEY (transfer_id) REFERENCES transfers (id),
        CONSTRAINT line_matches_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT line_matches_provider_fkey FOREIGN KEY (provider_id) REFERENCES providers (id),
        CONSTRAINT line_matches_author_fkey FOREIGN KEY (decided_by) REFERENCES users (id),
        CONSTRAINT line_matches_kind CHECK (kind IN ('transfer', 'charge', 'banked', 'outside')),
        CONSTRAINT line_matches_transfer CHECK ((kind = 'transfer') = (transfer_id IS NOT NULL)),
        CONSTRAINT line_matches_subject CHECK (kind = 'banked' OR (loan_id IS NULL AND provider_id IS NULL))
      );
      CREATE UNIQUE INDEX line_matches_once ON line_matches (line_id, revision, transfer_id) NULLS NOT DISTINCT;
      CREATE INDEX line_matches_by_transfer ON line_matches (transfer_id) WHERE transfer_id IS NOT NULL;
      CREATE TRIGGER line_matches_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON line_matches FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_change();

      ALTER TABLE transfers ADD CONSTRAINT transfers_line_fkey FOREIGN KEY (line_id) REFERENCES statement_lines (id);
      -- Rows of bank accounts are few among those of cash; loans and payments do not touch these.
      CREATE INDEX journal_into_bank ON journal (debit_owner, business_date) INCLUDE (amount)
        WHERE debit_account = 'cash' AND debit_owner IS NOT NULL;
      CREATE INDEX journal_out_of_bank ON journal (credit_owner, business_date) INCLUDE (amount)
        WHERE credit_account = 'cash' AND credit_owner IS NOT NULL;

      ALTER TABLE notes DROP CONSTRAINT notes_subject_type, DROP CONSTRAINT notes_kind;
      ALTER TABLE notes ADD CONSTRAINT notes_subject_type CHECK (subject_type IN ('payment', 'loan', 'statement_line')),
        ADD CONSTRAINT notes_kind CHECK (kind IN ('reversal', 'write_off', 'outside'));
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, { 'bank accounts': 'FROM bank_accounts' });
    await runner.query(`
      ALTER TABLE notes DROP CONSTRAINT notes_subject_type, DROP CONSTRAINT notes_kind;
      ALTER TABLE notes ADD CONSTRAINT notes_subject_type CHECK (subject_type IN ('payment', 'loan')),
        ADD CONSTRAINT notes_kind CHECK (kind IN ('reversal', 'write_off'));
      DROP INDEX journal_out_of_bank, journal_into_bank;
      ALTER TABLE transfers DROP CONSTRAINT transfers_line_fkey;
      DROP TABLE line_matches, statement_lines, bank_statements, bank_accounts;
    `);
  }
}
