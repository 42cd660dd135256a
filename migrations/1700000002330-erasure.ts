import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

interface Kept {
  table: string;
  /** Texts about a person: they may be removed, and are not changed otherwise. */
  texts: Readonly<Record<string, 'NULL' | "''">>;
  /** What never changes. */
  facts: readonly string[];
}

const KEPT: readonly Kept[] = [
  {
    table: 'statement_lines',
    texts: { end_to_end_id: 'NULL', bank_ref: 'NULL' },
    facts: [
      'id',
      'statement_id',
      'account_id',
      'nr',
      'amount',
      'booked_on',
      'value_on',
      'fingerprint',
      'occurrence',
    ],
  },
  {
    table: 'proposals',
    texts: { reason: "''" },
    facts: ['id', 'kind', 'subject_id', 'outcome', 'proposed_by', 'proposed_at'],
  },
  {
    table: 'transfer_steps',
    texts: { source_ref: 'NULL' },
    facts: ['id', 'transfer_id', 'from_state', 'to_state', 'stands', 'source', 'at', 'actor_id', 'entry_no'],
  },
  {
    table: 'till_receipts',
    texts: { reference: 'NULL' },
    facts: [
      'business_date',
      'user_id',
      'nr',
      'kind',
      'method',
      'amount',
      'currency',
      'payment_id',
      'movement_id',
      'reversal_id',
      'created_at',
    ],
  },
];

/** Before, no column of theirs could change. */
const NOTHING_CHANGED = new Set(['transfer_steps', 'till_receipts']);

const keeps = (table: string, columns: readonly string[]) => `
  DROP TRIGGER ${table}_are_kept ON ${table};
  CREATE TRIGGER ${table}_are_kept BEFORE DELETE OR UPDATE${columns.length === 0 ? '' : ` OF ${columns.join(', ')}`} OR TRUNCATE
    ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`;

/** People can be erased: texts about them in rows that are facts may be removed, and gateways are told to delete theirs. */
export class Erasure1700000002330 implements MigrationInterface {
  name = 'Erasure1700000002330';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN erased_at timestamptz;
      COMMENT ON COLUMN users.erased_at IS 'Since when nothing is known of the person. Null: it is known.';
      CREATE TABLE gateway_erasures (
        id uuid NOT NULL,
        gateway text NOT NULL,
        token text NOT NULL,
        problem text,
        created_at timestamptz NOT NULL,
        next_attempt_at timestamptz NOT NULL,
        leased_until timestamptz,
        lease uuid,
        attempts integer NOT NULL DEFAULT 0,
        CONSTRAINT gateway_erasures_pkey PRIMARY KEY (id)
      );
      COMMENT ON TABLE gateway_erasures IS
        'What gateways still hold of people who were erased, by the id of the instrument. Kept until it is deleted there.';
      COMMENT ON COLUMN gateway_erasures.problem IS 'Why the last attempt failed.';`);
    for (const { table, texts, facts } of KEPT) {
      const changed = Object.entries(texts).map(
        ([column, empty]) =>
          `OLD.${column} IS DISTINCT FROM NEW.${column} AND NEW.${column} IS DISTINCT FROM ${empty}`,
      );
      await runner.query(`${keeps(table, facts)}
        CREATE TRIGGER ${table}_are_only_emptied BEFORE UPDATE ON ${table} FOR EACH ROW
          WHEN (${changed.join(' OR ')}) EXECUTE FUNCTION refuse_change();`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'people that were erased': 'FROM users WHERE erased_at IS NOT NULL',
      'instruments that gateways have to delete': 'FROM gateway_erasures',
    });
    for (const { table, texts, facts } of KEPT) {
      const all = NOTHING_CHANGED.has(table) ? [] : [...facts, ...Object.keys(texts)];
      await runner.query(`DROP TRIGGER ${table}_are_only_emptied ON ${table}; ${keeps(table, all)}`);
    }
    await runner.query('DROP TABLE gateway_erasures; ALTER TABLE users DROP COLUMN erased_at;');
  }
}
