import { entityRowsOf, type Reader } from '../database/entity-columns.js';
import { BUSINESS_DATE } from '../database/clock.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { Autopay, type OffReason } from '../transfers/autopay.entity.js';
import type { InstrumentState } from '../transfers/instrument.entity.js';
import { inTransitTo } from '../transfers/under-way.js';
import { owedUpTo } from './due-dates.js';
import { paymentsOf } from './loan-payments.js';
import { isOpen, Loan } from './loan.entity.js';
import type { AutopayResponse, NextDebitResponse } from './shown-autopay.dto.js';

const autopays = entityRowsOf(Autopay, 'a').and<{
  label: string;
  instrumentState: InstrumentState;
  today: string;
}>(
  { label: 'i.label', instrumentState: 'i.state', today: BUSINESS_DATE },
  'JOIN instruments i ON i.id = a.instrument_id',
);
const loans = entityRowsOf(Loan, 'l');

/**
 * How a loan is collected by itself, with its next debit if it were asked for as things are; null where it never was. What
 * a day-close will end only then is shown as ended. One read by key where nothing was ever set.
 */
export async function shownAutopay(manager: Reader, loanId: string): Promise<AutopayResponse | null> {
  const [row] = await autopays.find(manager, 'WHERE a.loan_id = $1', [loanId]);
  if (!row) return null;
  const [loan] = await loans.find(manager, 'WHERE l.id = $1', [loanId]);
  if (!loan) return null;
  const off: OffReason | null =
    row.offReason ??
    (!isOpen(loan.status) ? 'loan_closed' : row.instrumentState === 'usable' ? null : 'instrument_gone');
  return {
    state: off === null ? 'on' : 'off',
    instrument: row.instrumentId,
    instrument_label: row.label,
    lead_days: row.leadDays,
    next_debit: off === null ? await nextDebitOf(manager, loan, row) : null,
    off_reason: off,
    set_at: row.setAt.toISOString(),
  };
}

async function nextDebitOf(
  manager: Reader,
  loan: Loan,
  { dueOn, opensOn, today }: Pick<Autopay, 'dueOn' | 'opensOn'> & { today: string },
): Promise<NextDebitResponse | null> {
  if (dueOn === null || opensOn === null) return null;
  const payments = (await paymentsOf(manager, [loan])).get(loan.id) ?? [];
  const inTransit = (await inTransitTo(manager, [loan.id])).get(loan.id) ?? 0n;
  const owed = owedUpTo(loan, payments, dueOn, today) - inTransit;
  return {
    on: opensOn,
    due_date: dueOn,
    amount: formatMoney(owed > 0n ? owed : 0n, currencyDecimals(loan.currency)),
  };
}
