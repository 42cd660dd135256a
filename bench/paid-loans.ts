import type pg from 'pg';
import { arithmetic } from './seed.js';

interface Kind {
  amount: string;
  startOn: string;
}

/**
 * Lets the borrower of every second seeded loan pay the first instalment: the payment, its journal and all summaries.
 * By SQL, for its size. The loans have one lender each, and no commission; the proof is green as before.
 */
export async function payFirstInstallments(db: pg.Client): Promise<void> {
  const { termsOf, buildSchedule } = await arithmetic();
  const kinds = await db.query<Kind & Record<string, unknown>>(
    `SELECT DISTINCT amount::text, start_on::text AS "startOn", interest_rate AS "interestRate", interest_method AS "interestMethod",
       interest_rounding AS "interestRounding", day_count AS "dayCount", period_interest AS "periodInterest", duration,
       installments, every, unit, allocation_order AS "allocationOrder", prepayment_rebate AS "prepaymentRebate",
       grace_days AS "graceDays", late_interest_rate AS "lateInterestRate", default_after_days AS "defaultAfterDays",
       commission_rate AS "commissionRate" FROM loans`,
  );
  const schedules = kinds.rows.map((kind) => {
    const [first, second] = buildSchedule(termsOf({ ...kind, amount: BigInt(kind.amount) }));
    if (!first || !second) throw new Error('a loan has one instalment only');
    return { ...kind, first, second };
  });
  const column = (of: (row: (typeof schedules)[number]) => unknown) =>
    schedules.map((row) => String(of(row)));
  await db.query('BEGIN');
  await db.query(
    `CREATE TEMP TABLE paid ON COMMIT DROP AS
     SELECT uuidv7() AS id, l.*, f.id AS funding_id, f.provider_id, k.principal, k.interest, k.next_on, k.next
     FROM (SELECT id AS loan_id, customer_id, currency, amount, start_on, row_number() OVER (ORDER BY id) AS nr FROM loans) l
     JOIN fundings f ON f.loan_id = l.loan_id
     JOIN (SELECT unnest($1::bigint[]) AS amount, unnest($2::date[]) AS start_on, unnest($3::bigint[]) AS principal,
             unnest($4::bigint[]) AS interest, unnest($5::date[]) AS next_on, unnest($6::bigint[]) AS next) k
       ON k.amount = l.amount AND k.start_on = l.start_on
     WHERE l.nr % 2 = 0 ORDER BY l.nr`,
    [
      column(({ amount }) => amount),
      column(({ startOn }) => startOn),
      column(({ first }) => first.principal),
      column(({ first }) => first.interest),
      column(({ second }) => second.dueOn),
      column(({ second }) => second.principal + second.interest),
    ],
  );
  await db.query(`
    UPDATE loans l SET total_paid = p.principal + p.interest, principal_outstanding = l.amount - p.principal,
        next_due_on = p.next_on, next_due_amount = p.next
      FROM paid p WHERE p.loan_id = l.id;
    UPDATE fundings f SET principal_returned = p.principal, interest_earned = p.interest
      FROM paid p WHERE p.funding_id = f.id;
    UPDATE providers SET lent_amount = lent_amount - p.principal, wallet_amount = wallet_amount + p.principal + p.interest
      FROM (SELECT provider_id, sum(principal) AS principal, sum(interest) AS interest FROM paid GROUP BY provider_id) p
      WHERE providers.id = p.provider_id;
    INSERT INTO payments (id, loan_id, customer_id, currency, amount, principal, interest, value_date, created_at)
      SELECT id, loan_id, customer_id, currency, principal + interest, principal, interest, current_date, now() FROM paid;
    INSERT INTO loan_events (id, loan_id, business_date, created_at, kind, amount, payment_id, status_before, status_after,
        balance_before, balance_after)
      SELECT uuidv7(), p.loan_id, current_date, now(), 'payment', p.principal + p.interest, p.id, 'active', 'active',
        l.amount_due, l.amount_due - l.total_paid FROM paid p JOIN loans l ON l.id = p.loan_id;
    INSERT INTO journal (id, posted_at, business_date, kind, debit_account, debit_owner, credit_account, credit_owner,
        amount, currency, loan_id, payment_id)
      SELECT uuidv7(), now(), current_date, e.kind, e.debit, e.debit_owner, e.credit, e.credit_owner, e.amount, p.currency,
        p.loan_id, p.id
      FROM paid p CROSS JOIN LATERAL (VALUES
        ('principal_repayment', 'cash', NULL::uuid, 'loan_principal', p.loan_id, p.principal),
        ('principal_share', 'provider_claim', p.provider_id, 'provider_wallet', p.provider_id, p.principal),
        ('interest_repayment', 'cash', NULL, 'collections', p.loan_id, p.interest),
        ('interest_share', 'collections', p.loan_id, 'provider_wallet', p.provider_id, p.interest)
      ) AS e(kind, debit, debit_owner, credit, credit_owner, amount);
  `);
  await db.query('COMMIT');
  await db.query('VACUUM ANALYZE');
  await db.query('CHECKPOINT');
}
