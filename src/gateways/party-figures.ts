import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import type { Tx } from '../database/transactions.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoansQueries } from '../loans/loans.queries.js';

export const PARTY_FIGURES = [
  'remaining_balance',
  'credit_amount',
  'receivable_amount',
  'fund_amount',
  'wallet_amount',
] as const;
export type PartyFigure = (typeof PARTY_FIGURES)[number];

/** A figure of a loan, a customer or a provider, as text. */
interface Figure<Name> {
  figure: Name;
  id: string;
  value: string;
}

/** A figure that something changes. */
export interface Changed<Name> extends Omit<Figure<Name>, 'value'> {
  before: string;
  after: string;
}

/** Whose figures may change. */
export interface Parties {
  loanIds: readonly string[];
  /** Customers and providers. */
  partyIds: readonly string[];
}

const FIGURES = `
  SELECT f.figure, c.id, f.value::text FROM customers c
    CROSS JOIN LATERAL (VALUES ('credit_amount', c.credit_amount), ('receivable_amount', c.receivable_amount)) f(figure, value)
    WHERE c.id = ANY ($1)
  UNION ALL SELECT f.figure, p.id, f.value::text FROM providers p
    CROSS JOIN LATERAL (VALUES ('fund_amount', p.fund_amount), ('wallet_amount', p.wallet_amount),
      ('receivable_amount', p.receivable_amount)) f(figure, value)
    WHERE p.id = ANY ($1)`;

/** The figures of loans, customers and providers in a transaction, for what shows them before and after. */
@Injectable()
export class PartyFigures {
  constructor(private readonly loans: LoansQueries) {}

  async read(
    tx: Tx,
    { loanIds, partyIds }: Parties,
    { currency, staffId }: { currency: string; staffId: string },
  ): Promise<Figure<PartyFigure>[]> {
    const caller: Caller = { id: staffId, role: 'staff' };
    const decimals = currencyDecimals(currency);
    const rows: Figure<PartyFigure>[] = await tx.query(FIGURES, [partyIds]);
    const figures = rows.map((row) => ({ ...row, value: formatMoney(row.value, decimals) }));
    for (const id of new Set(loanIds)) {
      const { remaining_balance: value } = await this.loans.getLoan(id, caller, tx);
      figures.push({ figure: 'remaining_balance', id, value });
    }
    return figures;
  }
}

/** Does the work and answers what it changed of the figures that `read` gives. */
export async function changedBy<Name extends string>(
  read: () => Promise<Figure<Name>[]>,
  work: () => Promise<unknown>,
): Promise<Changed<Name>[]> {
  const keyOf = ({ figure, id }: Figure<Name>) => `${figure} ${id}`;
  const before = new Map((await read()).map((one) => [keyOf(one), one.value]));
  await work();
  return (await read()).flatMap((one) => {
    const was = before.get(keyOf(one)) ?? one.value;
    const { figure, id, value } = one;
    return was === value ? [] : [{ figure, id, before: was, after: value }];
  });
}
