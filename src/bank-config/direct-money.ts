import type { EntityManager } from 'typeorm';
import type { Tx } from '../database/transactions.js';
import { write } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';

export const DIRECT_PAYMENTS = ['everyone', 'staff'] as const;
/** Who may say that money came: everyone of their own, or only staff. */
export type DirectPayments = (typeof DIRECT_PAYMENTS)[number];

/** What the bank takes on somebody's own word. */
export interface DirectMoney {
  payments: DirectPayments;
  /** Whether providers add money by saying so. */
  deposits: boolean;
}

/** What a version of the configuration says of it; null: nothing. */
interface Said {
  directPayments: DirectPayments | null;
  directDeposits: boolean | null;
}

/**
 * What holds: what was said, and else everybody's word, until real money can come another way. From then on any borrower
 * could book the own loan as paid.
 */
export function directMoneyOf({ directPayments, directDeposits }: Said, realMoney: boolean): DirectMoney {
  return {
    payments: directPayments ?? (realMoney ? 'staff' : 'everyone'),
    deposits: directDeposits ?? !realMoney,
  };
}

const REAL_MONEY = 'EXISTS (SELECT FROM real_money)';

/** Whether real money can come another way: a gateway other than the sandbox was in use, or there is a bank account. */
export async function hasRealMoney(manager: Pick<EntityManager, 'query'>): Promise<boolean> {
  const [row]: { real: boolean }[] = await manager.query(`SELECT ${REAL_MONEY} AS real`, []);
  return row?.real === true;
}

/**
 * A way for real money is open: kept for good, so that all instances agree, whatever their settings. Where it is known
 * already, nothing changes.
 */
export function openRealMoney(tx: Tx, ways: readonly string[]): void {
  if (ways.length === 0) return;
  write(tx, {
    table: 'real_money',
    sql: `INSERT INTO real_money (way, since) SELECT unnest($1::text[]), clock_timestamp() ON CONFLICT DO NOTHING`,
    values: [ways],
  });
}

/**
 * What the bank takes on somebody's own word, by the configuration in force. From the database, because all instances
 * have to agree.
 */
export async function directMoney(tx: Tx): Promise<DirectMoney> {
  const [row]: (Said & { realMoney: boolean })[] = await tx.query(
    `SELECT b.direct_payments AS "directPayments", b.direct_deposits AS "directDeposits", ${REAL_MONEY} AS "realMoney"
     FROM bank_configurations b ORDER BY b.version DESC LIMIT 1`,
    [],
  );
  if (!row) throw new Error('there is no bank configuration');
  return directMoneyOf(row, row.realMoney);
}

/** The refusal of a customer's word that it paid; `number` is what people write into the text of a bank transfer. */
export function directPaymentOff(number: string): DomainError {
  return new DomainError(
    'direct_payment_off',
    'Only staff enter payments here. Pay by card or from a bank account (with an instrument), transfer the money to the ' +
      `bank's account with the number ${number} in the text, or bring it to the bank.`,
    { reference: number, instrument_path: '/api/payments/collect/' },
  );
}

/** The same for a provider that adds money. */
export function directDepositOff(number: string): DomainError {
  return new DomainError(
    'direct_payment_off',
    'Money is not added by saying so here. Pay in by card or from a bank account (with an instrument), or transfer it ' +
      `to the bank's account with the number ${number} in the text.`,
    { reference: number, instrument_path: '/api/providers/deposits/' },
  );
}
