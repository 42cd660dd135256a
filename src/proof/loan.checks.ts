import type { SqlCheck } from './check.js';

export const LOAN_CHECKS: readonly SqlCheck[] = [
  {
    name: 'loan_fully_funded',
    promise: 'The participations of each loan add up to its amount, to the last unit.',
    past: false,
    ofProvider: false,
    items: `
      SELECT coalesce(l.id, f.loan_id) AS loan_id, l.amount::numeric AS expected, f.amount AS actual
      FROM (SELECT id, amount FROM loans WHERE status NOT IN ('queued', 'cancelled')) l
      FULL JOIN funding_sums f ON f.loan_id = l.id`,
    subject: 'i.loan_id::text',
  },
  {
    name: 'claims_match_principal',
    promise: "The providers' claims on each loan add up to the principal that it owes.",
    past: true,
    ofProvider: false,
    items: `
      SELECT s.loan_id, coalesce(s.principal, 0) AS expected, coalesce(s.claims, 0) AS actual
      FROM loan_sums s WHERE s.loan_id IS NOT NULL`,
    subject: 'i.loan_id::text',
  },
  {
    name: 'commission_matches',
    promise: 'The commission on each loan is its commission rate times the interest paid, rounded down.',
    past: false,
    ofProvider: false,
    items: `
      SELECT l.id AS loan_id, floor(y.interest * l.commission_rate) AS expected, y.commission AS actual
      FROM paid_sums y JOIN loans l ON l.id = y.loan_id`,
    subject: 'i.loan_id::text',
  },
  {
    name: 'late_interest_booked',
    promise: "The late interest booked day by day adds up to each loan's late interest.",
    past: false,
    ofProvider: false,
    items: `
      SELECT coalesce(l.id, i.loan_id) AS loan_id, coalesce(i.amount, 0) AS expected,
             l.late_interest::numeric AS actual
      FROM (SELECT id, late_interest FROM loans) l
      FULL JOIN (SELECT loan_id, sum(amount) AS amount FROM late_interest GROUP BY loan_id) i
        ON i.loan_id = l.id`,
    subject: 'i.loan_id::text',
  },
  {
    name: 'no_overpayment',
    promise: 'No loan has been paid more than it owes.',
    past: false,
    ofProvider: false,
    items: `
      SELECT l.id AS loan_id, least(y.amount, l.amount_due) AS expected, y.amount AS actual
      FROM paid_sums y JOIN loans l ON l.id = y.loan_id`,
    subject: 'i.loan_id::text',
  },
];
