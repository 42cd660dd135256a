/** One row of a schedule, minor units. `balance` is the principal left after it, `days` its period's length. */
export interface Installment {
  nr: number;
  dueOn: string;
  days: number;
  principal: bigint;
  interest: bigint;
  balance: bigint;
}

/** The total due of an instalment: principal + interest, minor units. */
export function installmentTotal(installment: Installment): bigint {
  return installment.principal + installment.interest;
}

/** An instalment as it is shown. */
export interface ShownInstallment {
  nr: number;
  due_date: string;
  days: number;
  principal: string;
  interest: string;
  total_due: string;
  balance: string;
}

/** An instalment with its amounts as text. */
export function shownInstallment(row: Installment, money: (minor: bigint) => string): ShownInstallment {
  return {
    nr: row.nr,
    due_date: row.dueOn,
    days: row.days,
    principal: money(row.principal),
    interest: money(row.interest),
    total_due: money(installmentTotal(row)),
    balance: money(row.balance),
  };
}
