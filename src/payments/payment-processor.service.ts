import { Injectable } from '@nestjs/common';
import { inOneTrip, type Tx } from '../common/transactions.js';
import { FundingsService, type FundingReturn } from '../funding/fundings.service.js';
import type { Funding } from '../funding/funding.entity.js';
import { Ledger } from '../ledger/ledger.service.js';
import { postRepayment } from '../ledger/postings.js';
import { LoanAccounts } from '../loans/loan-accounts.js';
import type { Loan } from '../loans/loan.entity.js';
import { ProviderBalances, type BalanceChange } from '../providers/provider-balances.js';
import type { Payment } from './payment.entity.js';
import type { PaymentShare } from './payments.dto.js';

/** A payment with its shares, applied to its loan in memory and not yet written. */
export interface ProcessedPayment {
  payment: Payment;
  loan: Loan;
  fundings: readonly Funding[];
  shares: readonly PaymentShare[];
}

/** Writes payments: wallets, participations, loans, payment rows and journal, one statement for each. */
@Injectable()
export class PaymentProcessor {
  constructor(
    private readonly balances: ProviderBalances,
    private readonly fundings: FundingsService,
    private readonly loans: LoanAccounts,
    private readonly ledger: Ledger,
  ) {}

  /** The loans must be locked by this transaction. Locks the providers, once. */
  async write(tx: Tx, processed: readonly ProcessedPayment[]): Promise<void> {
    if (processed.length === 0) return;
    const changes = walletChanges(processed);
    await this.balances.lock(tx, [...changes.keys()]);
    await inOneTrip([
      this.balances.change(tx, changes),
      this.fundings.addReturns(tx, fundingReturns(processed)),
      this.loans.save(tx, [...new Set(processed.map(({ loan }) => loan))]),
      insertPayments(
        tx,
        processed.map(({ payment }) => payment),
      ),
      this.ledger.post(tx, processed.flatMap(postingsOf)),
    ]);
  }
}

function walletChanges(processed: readonly ProcessedPayment[]): Map<string, BalanceChange> {
  const changes = new Map<string, { wallet: bigint; lent: bigint }>();
  for (const { providerId, principal, interest } of processed.flatMap(({ shares }) => shares)) {
    const sum = changes.get(providerId) ?? { wallet: 0n, lent: 0n };
    changes.set(providerId, { wallet: sum.wallet + principal + interest, lent: sum.lent - principal });
  }
  return changes;
}

/** One row per participation, also when a loan got several payments: an UPDATE takes each row once. */
function fundingReturns(processed: readonly ProcessedPayment[]): FundingReturn[] {
  const returns = new Map<string, FundingReturn>();
  for (const { fundings, shares } of processed) {
    shares.forEach(({ principal, interest }, index) => {
      const fundingId = (fundings[index] as Funding).id;
      const sum = returns.get(fundingId) ?? { fundingId, principal: 0n, interest: 0n };
      sum.principal += principal;
      sum.interest += interest;
      returns.set(fundingId, sum);
    });
  }
  return [...returns.values()];
}

function postingsOf({ payment, shares }: ProcessedPayment) {
  return postRepayment({
    paymentId: payment.id,
    loanId: payment.loanId,
    currency: payment.currency,
    principal: payment.principal,
    interest: payment.interest,
    principalParts: shares.map(({ providerId, principal }) => ({ providerId, amount: principal })),
    interestParts: shares.map(({ providerId, interest }) => ({ providerId, amount: interest })),
  });
}

async function insertPayments(tx: Tx, payments: readonly Payment[]): Promise<void> {
  await tx.query(
    `INSERT INTO payments (id, loan_id, customer_id, currency, amount, principal, interest, value_date,
                           created_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[],
                          $7::bigint[], $8::date[], $9::timestamptz[])`,
    [
      payments.map(({ id }) => id),
      payments.map(({ loanId }) => loanId),
      payments.map(({ customerId }) => customerId),
      payments.map(({ currency }) => currency),
      payments.map(({ amount }) => amount),
      payments.map(({ principal }) => principal),
      payments.map(({ interest }) => interest),
      payments.map(({ valueDate }) => valueDate),
      payments.map(({ createdAt }) => createdAt),
    ],
  );
}
