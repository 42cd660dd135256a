import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { Tx } from '../database/transactions.js';
import type { Customer } from '../customers/customer.entity.js';
import type { LoanEvents } from '../loans/loan-events.js';
import type { LoanStore } from '../loans/loan-store.js';
import type { QueueEntry } from '../loans/queue-entry.entity.js';
import { loanOf } from '../../test/support/loan-life.js';
import type { QueueEntries } from './queue-entries.js';
import { QueueLeaving } from './queue-leaving.js';

const config = { minLoanAmount: 1n, maxLoanAmount: 900_000n, currency: 'USD', scoreBands: [] };
const customer = { accountDisabled: false, creditScore: 640, minLoanAmount: null, maxLoanAmount: null };

describe('a loan that waits when the money comes', () => {
  const [save, refuse, record] = [jest.fn<LoanStore['save']>(), jest.fn(), jest.fn<LoanEvents['record']>()];
  const leaving = new QueueLeaving(
    { save } as unknown as LoanStore,
    { refuse } as unknown as QueueEntries,
    { record } as unknown as LoanEvents,
  );
  const waiting = (interestRate: string) => ({
    loan: loanOf(100_00n, {
      installments: 37,
      duration: 'P37M',
      interestMethod: 'declining_balance',
      dayCount: '30/360',
      interestRate,
    }),
    entry: {} as QueueEntry,
    customer: customer as Customer,
  });

  beforeEach(() => {
    for (const mock of [save, refuse, record]) mock.mockReset();
  });

  it('is refused if equal instalments from that day cannot repay it, and the others are not', () => {
    const [good, bad] = [waiting('0.05'), waiting('0.05')];
    // This rate lies between the two: the day alone decides.
    bad.loan.interestRate = '3';
    const { eligible, refused } = leaving.refuseUngrantable(
      {} as Tx,
      '2026-11-23',
      [good, bad],
      config as unknown as BankConfiguration,
    );
    expect({ eligible, refused }).toEqual({ eligible: [good], refused: 1 });
    expect(refuse).toHaveBeenCalledWith(expect.anything(), [
      { loanId: bad.loan.id, reason: 'loan_does_not_amortise' },
    ]);
    expect(record.mock.calls[0]?.[1]).toMatchObject([{ loan: { id: bad.loan.id }, kind: 'refused' }]);
    expect([good.loan.status, bad.loan.status]).toEqual(['active', 'cancelled']);
    expect(save).toHaveBeenCalledWith(expect.anything(), [bad.loan]);
  });
});
