import { inSql } from '../database/in-sql.js';
import { COMPONENTS } from '../lending/components.js';
import { KEPT, NET, OF_PROVIDER, POSTED, REVERSED, type Rows } from './check.js';
import { CHANGES_OF_LOANS } from './journal.checks.js';

/** The last entry of the journal that is sealed. */
const SEALED = '(SELECT max(s.entries_to) FROM seals s)';

const netOf = (kinds: readonly string[]) => `sum(${NET}) FILTER (WHERE j.kind IN (${inSql(kinds)}))`;

/** What rows add to an account that grows by debits; those that take from it count against it. */
const debitsOf = (account: string, ofThese = 'true') => `
  sum(CASE WHEN j.debit_account = '${account}' THEN j.amount ELSE 0 END
    - CASE WHEN j.credit_account = '${account}' THEN j.amount ELSE 0 END)
    FILTER (WHERE '${account}' IN (j.debit_account, j.credit_account) AND ${ofThese})`;

const SHARES = COMPONENTS.map((component) => `${component}_share`);
const REPAYMENTS = ['principal_repayment', 'interest_repayment', 'penalty_repayment', 'recovery'];
const SHARED = COMPONENTS.map((of) => `${netOf([`${of}_share`])} AS ${of}`).join(', ');

/**
 * What several checks read, added up once, as if it were in tables: checks of a part take a quarter less time than if
 * each read the rows of the journal for itself. A sum to which no row belongs is null.
 */
const SUMS = `
  loan_sums AS (
    SELECT j.loan_id, ${netOf(['disbursement'])} AS disbursed, ${debitsOf('loan_principal')} AS principal,
      -${debitsOf('provider_claim')} AS claims, -${debitsOf('collections', 'j.payment_id IS NOT NULL')} AS collections,
      count(j.payment_id) > 0 AS has_payments
    FROM journal j WHERE ${POSTED} GROUP BY j.loan_id),
  participation_sums AS (
    SELECT j.loan_id, j.provider_id, ${netOf(['funding'])} AS funded, ${netOf(['write_off'])} AS lost, ${SHARED},
      bool_or(j.kind <> 'funding') AS has_shares
    FROM journal j WHERE j.kind IN (${inSql(['funding', 'write_off', ...SHARES])}) AND ${OF_PROVIDER}
    GROUP BY j.loan_id, j.provider_id),
  payment_sums AS (
    SELECT j.payment_id, ${netOf(REPAYMENTS)} AS paid, ${netOf(['commission'])} AS commission, ${SHARED},
      bool_or(j.kind IN (${inSql(['commission', ...SHARES])})) AS has_parts
    FROM journal j WHERE j.kind IN (${inSql(['commission', ...REPAYMENTS, ...SHARES])}) GROUP BY j.payment_id),
  owed_sums AS (
    SELECT c.account, c.owner, sum(c.amount) AS amount, sum(c.amount) FILTER (WHERE c.entry_no <= ${SEALED}) AS sealed
    FROM (${CHANGES_OF_LOANS}) c GROUP BY c.owner, c.account),
  funding_sums AS (
    SELECT f.loan_id, sum(f.amount) AS amount, ${COMPONENTS.map((of) => `sum(f.${KEPT[of]}) AS ${of}`).join(', ')}
    FROM fundings f WHERE f.undone_at IS NULL GROUP BY f.loan_id),
  paid_sums AS (
    SELECT y.loan_id, sum(y.amount) AS amount, sum(y.interest) AS interest, sum(y.commission) AS commission
    FROM payments y WHERE NOT ${REVERSED} GROUP BY y.loan_id)`;

/** These rows, and the sums over them. */
export const withSums = ({ tables, values }: Rows): Rows => ({ tables: `${tables}, ${SUMS}`, values });

/** All rows there are, and the sums over them. */
export const ALL_ROWS: Rows = { tables: SUMS, values: [] };
