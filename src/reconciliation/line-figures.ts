import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import { changedBy, PartyFigures, type Parties } from '../gateways/party-figures.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { FigureName, LineFigureResponse } from './line-figures.dto.js';

/** Whose figures a decision about a line may change. */
export interface Touched extends Parties {
  accountId: string;
}

const OPEN_LINES = `
  SELECT coalesce(sum(l.amount), 0)::text AS value FROM statement_lines l WHERE l.account_id = $1 AND l.state = 'open'`;

/** The figures before and after a decision, read in its own transaction: a preview cannot differ from the real thing. */
@Injectable()
export class LineFigures {
  constructor(private readonly parties: PartyFigures) {}

  /** Does the work and answers what it changed of these figures. */
  around(
    tx: Tx,
    touched: Touched,
    by: { currency: string; staffId: string },
    work: () => Promise<unknown>,
  ): Promise<LineFigureResponse[]> {
    const { accountId: id } = touched;
    const read = async () => {
      const [open]: { value: string }[] = await tx.query(OPEN_LINES, [id]);
      const value = formatMoney(open?.value ?? '0', currencyDecimals(by.currency));
      const figure: FigureName = 'open_lines';
      return [{ figure, id, value }, ...(await this.parties.read(tx, touched, by))];
    };
    return changedBy<FigureName>(read, work);
  }
}
