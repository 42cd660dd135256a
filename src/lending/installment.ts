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
