import { Injectable } from '@nestjs/common';
import { insertRows, updateRows } from '../database/rows.js';
import type { Tx } from '../database/transactions.js';
import type { Happening } from '../events/outbox.js';
import type { Funding } from '../funding/funding.entity.js';
import { FundingsService } from '../funding/fundings.service.js';
import { Ledger } from '../ledger/ledger.service.js';
import {
  postDisinvestment,
  postReceivable,
  postReceivableSettlement,
  postReinvestment,
  type Posting,
} from '../ledger/postings.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoanStore } from '../loans/loan-store.js';
import { LoanEvents, type LoanEventInput } from '../loans/loan-events.js';
import type { Loan } from '../loans/loan.entity.js';
import { balanceChanges, ProviderBalances, type BalanceChange } from '../providers/provider-balances.js';
import type { Provider } from '../providers/provider.entity.js';
import { ScoreQueue, type ScoreCause } from '../scoring/score-queue.js';
import { DIVISION, Payment } from './payment.entity.js';

/** What one command does to a locked loan: already in memory, not yet written. */
export interface LoanChange {
  loan: Loan;
  fundings: readonly Funding[];
  postings: readonly Posting[];
  happened: readonly LoanEventInput[];
  /** Late interest booked by it, minor units; negative when a replay took some back. */
  lateInterest: bigint;
  paid?: Payment;
  /** Earlier payments that a replay divided differently. */
  redivided?: readonly Payment[];
}

/** Writes changes of loans: providers, participations, loans, payments, events, journal, and the customers to score. */
@Injectable()
export class LoanChangeWriter {
  constructor(
    private readonly balances: ProviderBalances,
    private readonly fundings: FundingsService,
    private readonly loans: LoanStore,
    private readonly events: LoanEvents,
    private readonly ledger: Ledger,
    private readonly scoreQueue: ScoreQueue,
  ) {}

  /**
   * This transaction must have locked the loans, and its business date must be `today`. Locks the providers, once,
   * unless it has locked all lenders of the loans already. If a provider's wallet holds less than a share taken back
   * from it, the rest becomes a receivable, which is withheld from its next shares. With automatic reinvestment, a
   * wallet's gain moves to the fund, and the fund pays first for shares taken back.
   */
  async write(
    tx: Tx,
    today: string,
    changes: readonly LoanChange[],
    lenders?: ReadonlyMap<string, Provider>,
  ): Promise<void> {
    if (changes.length === 0) return;
    const postings = changes.flatMap((change) => change.postings);
    const balances = balanceChanges(postings);
    const held = lenders ?? (await this.balances.lock(tx, [...balances.keys()]));
    for (const [providerId, change] of balances) {
      const provider = held.get(providerId);
      if (!provider) throw new Error(`provider ${providerId} of a participation does not exist`);
      const subject = subjectOf(changes, providerId);
      postings.push(...settle(providerId, provider, change, subject));
    }
    const loans = [...new Set(changes.map(({ loan }) => loan))];
    this.balances.change(tx, balanceChanges(postings));
    this.fundings.save(tx, [...new Set(changes.flatMap(({ fundings }) => fundings))]);
    this.loans.save(tx, loans);
    const undone = changes.filter(({ happened }) => happened.some(({ kind }) => kind === 'undone'));
    this.fundings.markUndone(
      tx,
      undone.flatMap(({ fundings }) => fundings),
    );
    this.loans.markUndone(
      tx,
      undone.map(({ loan }) => loan),
    );
    insertRows(
      tx,
      Payment,
      changes.flatMap(({ paid }) => (paid ? [paid] : [])),
    );
    updateRows(
      tx,
      Payment,
      changes.flatMap(({ redivided }) => redivided ?? []),
      DIVISION,
    );
    this.loans.bookLateInterest(tx, changes);
    this.events.record(
      tx,
      changes.flatMap(({ happened }) => happened),
      changes.flatMap((change) => [...rebookedBy(change, today), ...this.sharesOf(change, today)]),
    );
    this.ledger.post(tx, today, postings);
    for (const { cause, kinds } of CAUSES) this.scoreQueue.add(tx, customersOf(changes, kinds), cause);
  }

  /** One of each provider whose wallet is another after the change, however many postings that took. */
  private sharesOf({ loan, postings, happened }: LoanChange, businessDate: string): Happening[] {
    const { currency, id: loanId } = loan;
    const payment = happened.at(-1)?.paymentId ?? null;
    const wanted = SHARE_EVENTS.filter((type) => this.events.isWanted(type));
    const shares = wanted.length === 0 ? [] : [...balanceChanges(postings)];
    return wanted.flatMap((type) => {
      const sign = type === 'provider.share_paid' ? 1n : -1n;
      return shares.flatMap(([providerId, { wallet = 0n }]): Happening[] => {
        const share = sign * wallet;
        if (share <= 0n) return [];
        const amount = formatMoney(share, currencyDecimals(currency));
        return [{ type, businessDate, providerId, loanId, data: { amount, currency, payment } }];
      });
    });
  }
}

const SHARE_EVENTS = ['provider.share_paid', 'provider.share_taken_back'] as const;

const CAUSES: readonly { cause: ScoreCause; kinds: readonly LoanEventInput['kind'][] }[] = [
  { cause: 'payment', kinds: ['payment', 'recovery'] },
  { cause: 'reversal', kinds: ['payment_reversed'] },
  { cause: 'write_off', kinds: ['written_off'] },
  { cause: 'undo', kinds: ['undone'] },
];

/** The customers of loans with an event of one of these kinds. */
function customersOf(changes: readonly LoanChange[], kinds: readonly LoanEventInput['kind'][]): string[] {
  return changes.flatMap(({ loan, happened }) =>
    happened.some(({ kind }) => kinds.includes(kind)) ? [loan.customerId] : [],
  );
}

function rebookedBy({ loan, redivided = [] }: LoanChange, businessDate: string): Happening[] {
  if (redivided.length === 0) return [];
  const payments = redivided.map(({ id }) => id);
  const { id: loanId, customerId } = loan;
  return [{ type: 'loan.rebooked', businessDate, loanId, customerId, data: { payments } }];
}

type Subject = Pick<Posting, 'currency' | 'loanId' | 'paymentId' | 'revision'>;

/** What a provider owes or repays is posted for the payment of the last change that touches it. */
function subjectOf(changes: readonly LoanChange[], providerId: string): Subject {
  const change = changes.findLast(({ postings }) =>
    postings.some(({ debit, credit }) => debit[1] === providerId || credit[1] === providerId),
  );
  const last = change?.happened.at(-1);
  if (change === undefined) throw new Error('a balance changes without a posting');
  return {
    currency: change.loan.currency,
    loanId: change.loan.id,
    paymentId: last?.paymentId ?? null,
    revision: last?.kind === 'payment_reversed' ? 1 : 0,
  };
}

function settle(
  providerId: string,
  held: Pick<Provider, 'fundAmount' | 'walletAmount' | 'receivableAmount' | 'autoReinvest'>,
  { wallet = 0n }: BalanceChange,
  subject: Subject,
): Posting[] {
  const missing = -(held.walletAmount + wallet);
  if (missing > 0n) {
    const fromFund = held.autoReinvest ? least(missing, held.fundAmount) : 0n;
    return [
      ...postDisinvestment(providerId, fromFund, subject.currency),
      ...postReceivable(providerId, missing - fromFund, subject),
    ];
  }
  if (wallet <= 0n) return [];
  const owed = least(wallet, held.receivableAmount);
  return [
    ...postReceivableSettlement(providerId, owed, subject),
    ...(held.autoReinvest
      ? postReinvestment({
          id: null,
          providerId,
          amount: wallet - owed,
          currency: subject.currency,
        })
      : []),
  ];
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
