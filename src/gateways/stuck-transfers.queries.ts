import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { inSql } from '../database/in-sql.js';
import { Replicas } from '../database/replicas.js';
import { addDays } from '../lending/dates.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { InstrumentKind } from '../transfers/instrument.entity.js';
import { OVER, type TransferState } from '../transfers/transfer-states.js';
import { Gateways } from './gateways.service.js';

/** A transfer that is not where it should be by now, and what can be done about it. */
export interface StuckTransfer {
  id: string;
  gateway: string;
  purpose: string;
  amount: string;
  currency: string;
  state: TransferState;
  state_since: string;
  /** The business date on which its money should have been there. */
  expected_on: string;
  why: string | null;
  what_to_do: string;
}

interface Row {
  id: string;
  direction: 'in' | 'out';
  gateway: string;
  purpose: string;
  amount: string;
  currency: string;
  state: TransferState;
  state_since: Date;
  counts_from: string;
  hold_until: string | null;
  kind: InstrumentKind | null;
  why: string | null;
  is_fresh: boolean;
}

const UNDER_WAY = `
  SELECT t.id, t.direction, t.gateway, t.purpose, t.amount::text, t.currency, t.state, t.state_since,
    t.counts_from::text, t.hold_until::text, i.kind, t.failure_text AS why,
    t.state_since > now() - interval '1 hour' AS is_fresh
  FROM transfers t LEFT JOIN instruments i ON i.id = t.instrument_id
  WHERE t.state NOT IN (${inSql(OVER)}) ORDER BY t.id`;

/** Transfers older than their gateways' usual time, in review, or of which nobody knows whether they were sent. */
@Injectable()
export class StuckTransfers {
  constructor(
    private readonly db: Replicas,
    private readonly gateways: Gateways,
    private readonly bank: BankConfigQueries,
  ) {}

  /** The oldest first. */
  async list(): Promise<StuckTransfer[]> {
    const [today, rows] = await Promise.all([this.bank.businessDate(), this.db.query<Row[]>(UNDER_WAY)]);
    return rows.flatMap((row) => {
      const expectedOn = this.expectedOn(row);
      const isLate = expectedOn < today;
      const isUnclear = row.state === 'unknown' || row.state === 'submitted' || row.state === 'created';
      if (row.state !== 'review' && !isLate && (!isUnclear || row.is_fresh)) return [];
      const { id, gateway, purpose, currency, state, why } = row;
      const known = { id, gateway, purpose, currency, state, why };
      return {
        ...known,
        amount: formatMoney(row.amount, currencyDecimals(currency)),
        state_since: row.state_since.toISOString(),
        expected_on: expectedOn,
        what_to_do: this.adviceFor(row),
      };
    });
  }

  private expectedOn({ gateway, kind, counts_from: wishedOn, hold_until: until }: Row): string {
    // What staff have noted waits for its line until then; of other money it says how long it is held.
    if (gateway === 'bank' && until !== null) return until;
    const days = kind === null ? 0 : (this.gateways.find(gateway)?.settlesAfter(kind) ?? 0);
    return addDays(wishedOn, days);
  }

  private adviceFor({ state, gateway, direction }: Row): string {
    const isAsked = this.gateways.find(gateway) !== undefined;
    if (state === 'review') {
      return "Look at the gateway's own page or the bank's statement, and resolve it: two members of staff have to agree.";
    }
    if (gateway === 'bank') return 'Import the statement of the bank account, and match its line.';
    if (!isAsked) return `Put ${gateway} into GATEWAYS again: without it nobody can ask what became of it.`;
    if (direction === 'out' && state === 'reserved') return 'Send it, or name another account.';
    if (state === 'succeeded' || state === 'reinstated' || state === 'sent') {
      return 'Ask the gateway (gateway-refresh), and import the statement of the bank account that its payouts go to.';
    }
    return 'Ask the gateway (gateway-refresh); what it does not answer for eight days comes into review.';
  }
}
