import { currencyInUse } from '../bank-config/bank-config.service.js';
import type { ConfigCheck } from '../bank-config/config-check.js';
import { shownName } from '../http/filters.js';
import { DomainError } from '../runtime/problems.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';

/** At most this many customers are named; all of them are counted. */
const NAMED = 20;

const OWN = 'min_loan_amount IS NOT NULL OR max_loan_amount IS NOT NULL';

interface InUseRow {
  id: string;
  name: string;
  count: number;
}

/**
 * Refuses a change that leaves a customer nothing to borrow: their own minimum above the bank's maximum, or their own
 * maximum below its minimum. Also refuses a new currency while customers have own ranges.
 */
export const rangesStillFit: ConfigCheck = async (tx, { current, next }) => {
  if (next.currency !== current.currency) {
    const [row]: { some: boolean }[] = await tx.query(
      `SELECT EXISTS (SELECT FROM customers WHERE ${OWN}) AS some`,
    );
    if (row?.some) return currencyInUse(current.currency);
  }
  if (next.minLoanAmount <= current.minLoanAmount && next.maxLoanAmount >= current.maxLoanAmount) return null;
  const empty = (min: string, max: string) =>
    `coalesce(c.min_loan_amount, ${min}) > coalesce(c.max_loan_amount, ${max})`;
  const rows: InUseRow[] = await tx.query(
    `SELECT c.id, ${shownName('u')} AS name, count(*) OVER ()::int AS count
     FROM customers c JOIN users u ON u.id = c.id
     WHERE (${OWN}) AND ${empty('$1::bigint', '$2::bigint')} AND NOT ${empty('$3::bigint', '$4::bigint')}
     ORDER BY c.id LIMIT $5`,
    [next.minLoanAmount, next.maxLoanAmount, current.minLoanAmount, current.maxLoanAmount, NAMED],
  );
  const [first] = rows;
  if (!first) return null;
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(next.currency));
  const others = first.count > rows.length ? ` and ${String(first.count - rows.length)} more` : '';
  return new DomainError(
    'own_range_in_use',
    `With a range of ${money(next.minLoanAmount)} to ${money(next.maxLoanAmount)} ${next.currency}, these ` +
      `customers with their own ranges could borrow nothing: ${rows.map(({ name }) => name).join(', ')}${others}. ` +
      'Change their ranges first.',
    { own_ranges: first.count, customers: rows.map(({ id }) => id) },
  );
};
