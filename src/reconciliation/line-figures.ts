import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import type { Tx } from '../database/transactions.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoansQueries } from '../loans/loans.queries.js';
import type { FigureName, LineFigureResponse } from './line-figures.dto.js';

/** Whose figures a decision about a line may change. */
export interface Touched {
  accountId: string;
  loanIds: readonly string[];
  /** Customers and providers. */
  partyIds: readonly string[];
}

type Figures = Map<string, Omit<LineFigureResponse, 'before' | 'after'> & { value: string }>;

const FIGURES = `
  SELECT 'open_lines' AS figure, $1::uuid AS id, coalesce(sum(l.amount), 0)::text AS value
  FROM statement_lines l WHERE l.account_id = $1 AND l.state = 'open'
  UNION ALL SELECT f.figure, c.id, f.value::text FROM customers c
    CROSS JOIN LATERAL (VALUES ('credit_amount', c.credit_amount), ('receivable_amount', c.receivable_amount)) f(figure, value)
    WHERE c.id = ANY ($2)
  UNION ALL SELECT f.figure, p.id, f.value::text FROM providers p
    CROSS JOIN LATERAL (VALUES ('fund_amount', p.fund_amount), ('wallet_amount', p.wallet_amount),
      ('receivable_amount', p.receivable_amount)) f(figure, value)
    WHERE p.id = ANY ($2)`;

/** The figures before and after a decision, read in its own transaction: a preview cannot differ from the real thing. */
@Injectable()
export class LineFigures {
  constructor(private readonly loans: LoansQueries) {}

  /** Does the work and answers what it changed of these figures. */
  async around(
    tx: Tx,
    touched: Touched,
    { currency, staffId }: { currency: string; staffId: string },
    work: () => Promise<unknown>,
  ): Promise<LineFigureResponse[]> {
    const caller: Caller = { id: staffId, role: 'staff' };
    const before = await this.read(tx, touched, currency, caller);
    await work();
    const after = await this.read(tx, touched, currency, caller);
    return [...after].flatMap(([key, { figure, id, value }]) => {
      const was = before.get(key)?.value ?? value;
      return was === value ? [] : [{ figure, id, before: was, after: value }];
    });
  }

  private async read(
    tx: Tx,
    { accountId, loanIds, partyIds }: Touched,
    currency: string,
    caller: Caller,
  ): Promise<Figures> {
    const rows: { figure: FigureName; id: string; value: string }[] = await tx.query(FIGURES, [
      accountId,
      partyIds,
    ]);
    const decimals = currencyDecimals(currency);
    const figures: Figures = new Map(
      rows.map(({ figure, id, value }) => [
        `${figure} ${id}`,
        { figure, id, value: formatMoney(value, decimals) },
      ]),
    );
    for (const id of new Set(loanIds)) {
      const { remaining_balance: value } = await this.loans.getLoan(id, caller, tx);
      figures.set(`loan ${id}`, { figure: 'remaining_balance', id, value });
    }
    return figures;
  }
}
