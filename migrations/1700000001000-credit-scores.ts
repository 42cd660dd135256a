import type { MigrationInterface, QueryRunner } from 'typeorm';
import { loanPosition } from '../src/lending/loan-position.js';
import type { LoanTerms } from '../src/lending/terms.js';

/** Credit scores: how late loans were, each customer's score with its history, and the bands of the configuration. */
export class CreditScores1700000001000 implements MigrationInterface {
  name = 'CreditScores1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bank_configurations ADD score_bands jsonb NOT NULL DEFAULT '[]',
        ADD CONSTRAINT bank_configurations_score_bands CHECK (jsonb_typeof(score_bands) = 'array');
      ALTER TABLE bank_configurations ALTER score_bands DROP DEFAULT;

      ALTER TABLE loans
        ADD worst_days_past_due integer NOT NULL DEFAULT 0,
        ADD past_due_until date,
        ADD credit_score integer,
        ADD score_band text;
      ALTER TABLE quotes ADD score_band text;

      ALTER TABLE customers
        ADD credit_score integer NOT NULL DEFAULT 600,
        ADD scored_on date,
        ADD score_changes_on date,
        ADD CONSTRAINT customers_credit_score CHECK (credit_score BETWEEN 300 AND 850);
      -- A day-close finds whose score changes as time passes.
      CREATE INDEX customers_by_score_change ON customers (score_changes_on) WHERE score_changes_on IS NOT NULL;

      CREATE TABLE credit_scores (
        id uuid CONSTRAINT credit_scores_pkey PRIMARY KEY,
        customer_id uuid NOT NULL,
        business_date date NOT NULL,
        score integer NOT NULL,
        band text,
        contributions jsonb NOT NULL,
        cause text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT credit_scores_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT credit_scores_score CHECK (score BETWEEN 300 AND 850)
      );
      CREATE INDEX credit_scores_by_customer ON credit_scores (customer_id, id);
      CREATE TRIGGER credit_scores_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON credit_scores
        EXECUTE FUNCTION refuse_change();

      -- Appended to and emptied, without a key: two that add the same customer at once do not wait for each other.
      CREATE TABLE score_due (customer_id uuid NOT NULL, cause text NOT NULL);
      -- Whoever holds its row computes scores; so nobody writes a score of older facts over a newer one.
      CREATE TABLE score_turn (
        id integer CONSTRAINT score_turn_pkey PRIMARY KEY,
        CONSTRAINT score_turn_one CHECK (id = 1)
      );
      INSERT INTO score_turn VALUES (1);
      INSERT INTO score_due (customer_id, cause) SELECT DISTINCT customer_id, 'recomputed' FROM loans;
    `);
    await deriveLateness(runner);
    await runner.query(
      `ALTER TABLE loans ADD CONSTRAINT loans_past_due CHECK (
         (worst_days_past_due > 0) = (past_due_until IS NOT NULL) AND worst_days_past_due >= 0
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE score_turn, score_due, credit_scores;
      ALTER TABLE customers DROP credit_score, DROP scored_on, DROP score_changes_on;
      ALTER TABLE quotes DROP score_band;
      ALTER TABLE loans DROP worst_days_past_due, DROP past_due_until, DROP credit_score, DROP score_band;
      ALTER TABLE bank_configurations DROP score_bands;
    `);
  }
}

type Row = Omit<LoanTerms, 'principal' | 'allocationOrder'> & {
  id: string;
  principal: string;
  allocationOrder: string;
  on: string;
  /** As two lists of the same length, in order of date and entry. */
  dates: string[];
  amounts: string[];
};

const CHUNK = 2000;

/** How late each loan was follows from its terms and payments, which no SQL replays. */
async function deriveLateness(runner: QueryRunner): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows: Row[] = await runner.query(
      `SELECT l.id, l.amount::text AS principal, l.interest_rate::text AS "annualRate",
              l.interest_method AS "interestMethod", l.interest_rounding AS "interestRounding",
              l.day_count AS "dayCount", l.period_interest AS "periodInterest", l.installments, l.every, l.unit,
              l.start_on::text AS "startOn", l.allocation_order AS "allocationOrder",
              l.prepayment_rebate AS "prepaymentRebate", l.grace_days AS "graceDays",
              l.late_interest_rate::text AS "lateInterestRate", l.default_after_days AS "defaultAfterDays",
              coalesce(l.written_off_on, l.assessed_on)::text AS on, y.dates, y.amounts
       FROM loans l CROSS JOIN LATERAL (
         SELECT coalesce(array_agg(y.value_date::text ORDER BY y.value_date, y.id), '{}') AS dates,
                coalesce(array_agg(y.amount::text ORDER BY y.value_date, y.id), '{}') AS amounts
         FROM payments y LEFT JOIN write_offs w ON w.loan_id = y.loan_id
         WHERE y.loan_id = l.id AND NOT EXISTS (SELECT FROM payment_reversals r WHERE r.payment_id = y.id)
           AND (w.id IS NULL OR y.value_date < w.business_date OR (y.value_date = w.business_date AND y.id < w.id))
       ) y
       WHERE l.id > $1 AND l.status NOT IN ('queued', 'cancelled') ORDER BY l.id LIMIT ${String(CHUNK)}`,
      [after],
    );
    const late = rows.flatMap((row) => {
      const { worstDaysPastDue, pastDueUntil } = latenessOf(row);
      return pastDueUntil === null ? [] : [{ id: row.id, worstDaysPastDue, pastDueUntil }];
    });
    await runner.query(
      `UPDATE loans l SET worst_days_past_due = s.worst, past_due_until = s.until
       FROM unnest($1::uuid[], $2::int[], $3::date[]) AS s(id, worst, until) WHERE l.id = s.id`,
      [
        late.map(({ id }) => id),
        late.map(({ worstDaysPastDue }) => worstDaysPastDue),
        late.map(({ pastDueUntil }) => pastDueUntil),
      ],
    );
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    after = last.id;
  }
}

function latenessOf({ principal, allocationOrder, on, dates, amounts, ...terms }: Row) {
  return loanPosition(
    {
      ...terms,
      principal: BigInt(principal),
      allocationOrder: allocationOrder.split(',') as NonNullable<LoanTerms['allocationOrder']>,
    },
    dates.map((date, index) => ({ on: date, amount: BigInt(amounts[index] ?? '0') })),
    on,
  );
}
