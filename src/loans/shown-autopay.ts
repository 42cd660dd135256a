import { entityRowsOf, type Reader } from '../database/entity-columns.js';
import { BUSINESS_DATE } from '../database/clock.js';
import { addDays } from '../lending/dates.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { Autopay, type OffReason } from '../transfers/autopay.entity.js';
import type { InstrumentState } from '../transfers/instrument.entity.js';
import { inTransitTo } from '../transfers/under-way.js';
import { dueAfter, owedUpTo } from './due-dates.js';
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

/** The first that has something to collect: a due date for which all is paid, or on its way, is passed over. */
async function nextDebitOf(
  manager: Reader,
  loan: Loan,
  { dueOn, opensOn, leadDays, today }: Pick<Autopay, 'dueOn' | 'opensOn' | 'leadDays'> & { today: string },
): Promise<NextDebitResponse | null> {
  if (dueOn === null || opensOn === null) return null;
  const payments = (await paymentsOf(manager, [loan])).get(loan.id) ?? [];
  const inTransit = (await inTransitTo(manager, [loan.id])).get(loan.id) ?? 0n;
  // Late interest on what is on its way is none that will be collected.
  if (inTransit >= loan.amountDue - loan.totalPaid) return null;
  for (let due: string | null = dueOn; due !== null; due = dueAfter(loan, due)) {
    const owed = owedUpTo(loan, payments, due, today) - inTransit;
    if (owed > 0n) {
      return {
        on: due === dueOn ? opensOn : addDays(due, -leadDays),
        due_date: due,
        amount: formatMoney(owed, currencyDecimals(loan.currency)),
      };
    }
  }
  return null;
}
