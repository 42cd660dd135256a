import { table } from '../../src/cli/output.js';
import {
  postDeposit,
  postDisinvestment,
  postLoan,
  postReceivable,
  postReceivableSettlement,
  postReinvestment,
  postRepayment,
  postWithdrawal,
  postWriteOff,
  type Posting,
} from '../../src/ledger/postings.js';
import {
  postBankCharge,
  postBanked,
  postBankLoss,
  postCreditKept,
  postCreditRefund,
  postCreditReturn,
  postCustomerReceivableSettlement,
  postDebtReturned,
  postDepositReturn,
  postOutside,
  postOverpayment,
  postPayout,
  postReceiptReturn,
  postPaidOutOwed,
  postReturnSettlement,
  postSettlement,
  postStatementLine,
  postWithdrawalReturn,
} from '../../src/ledger/transfer-postings.js';
import { commissionOn } from '../../src/lending/commission.js';
import { formatMoney } from '../../src/lending/money.js';
import { splitCumulative } from '../../src/lending/split.js';

const subject = { currency: 'USD', loanId: 'loan', paymentId: null };
const parts = [
  { providerId: 'A', amount: 600_00n },
  { providerId: 'B', amount: 400_00n },
];

/** 4.17 of interest and 83.33 of principal, which is the first instalment of 1000.00 on the terms of a new bank. */
function firstInstalment(): Posting[] {
  const commission = commissionOn(4_17n, '0.15');
  const split = (amount: bigint) =>
    splitCumulative({
      weights: parts.map(({ amount: lent }) => lent),
      paidSoFar: 0n,
      amount,
      received: parts.map(() => 0n),
    });
  const [principal, interest] = [split(83_33n), split(4_17n - commission)];
  const shares = parts.map(({ providerId }, index) => ({
    providerId,
    principal: principal[index] as bigint,
    interest: interest[index] as bigint,
    penalty: 0n,
    recovery: 0n,
  }));
  return postRepayment({
    ...subject,
    paymentId: 'payment',
    receivedIn: 'cash',
    customerId: 'C',
    division: { commission, shares },
  });
}

/** Something of everything that is ever posted. */
export function everyPosting(): Posting[] {
  const movement = { id: 'movement', providerId: 'A', amount: 1n, currency: 'USD' };
  const shares = [{ providerId: 'A', principal: 1n, interest: 1n, penalty: 1n, recovery: 1n }];
  return [
    ...postDeposit(movement),
    ...postWithdrawal(movement),
    ...postReinvestment(movement),
    ...postDisinvestment('A', 1n, 'USD'),
    ...postLoan({ ...subject, amount: 1000_00n, parts, paidFrom: 'cash' }),
    ...postRepayment({
      ...subject,
      paymentId: 'payment',
      receivedIn: 'cash',
      customerId: 'C',
      division: { commission: 1n, shares },
    }),
    ...postWriteOff({ ...subject, parts }),
    ...postReceivable('A', 1n, subject),
    ...postReceivableSettlement('A', 1n, subject),
    ...everyPostingOfTransfers(),
  ];
}

/** Money through a gateway or a bank account. */
function everyPostingOfTransfers(): Posting[] {
  const movement = { id: 'movement', providerId: 'A', amount: 1n, currency: 'USD', transferId: 'transfer' };
  const cause = { causeId: 'cause', currency: 'USD' };
  const both = (post: (amount: bigint) => Posting[]) => [...post(1n), ...post(-1n)];
  return [
    ...postDeposit(movement),
    ...postWithdrawal(movement),
    ...postLoan({ ...subject, amount: 1000_00n, parts, paidFrom: 'payouts' }),
    ...postOverpayment(cause, 'C', 1n),
    ...postCustomerReceivableSettlement(cause, 'C', 1n),
    ...postSettlement(cause, ['cash', null], { amount: 2n, fee: 1n }),
    ...postSettlement(cause, ['unidentified', null], { amount: 2n, fee: 1n }),
    ...postReturnSettlement(cause, ['cash', null], { amount: 1n, fee: 1n }),
    ...postReturnSettlement(cause, ['unidentified', null], { amount: 1n, fee: 1n }),
    ...postCreditReturn(cause, 'C', { credit: 1n, owed: 1n }),
    ...postDepositReturn({ id: 'movement', providerId: 'A', currency: 'USD' }, { fund: 1n, wallet: 1n }),
    ...postCreditKept(cause, 'cash', 'C', 1n),
    ...postCreditKept(cause, 'clearing', 'C', 1n),
    ...postCreditRefund(cause, 'C', 1n),
    ...postPaidOutOwed(cause, 'C', 1n),
    ...postDebtReturned(cause, 'C', 1n),
    ...postReceiptReturn(cause, 1n),
    ...postPayout(cause, ['cash', null], 1n),
    ...postPayout(cause, ['unidentified', null], 1n),
    ...postWithdrawalReturn(cause, 'A', 1n),
    ...both((amount) => postStatementLine(cause, 'account', amount)),
    ...postBankCharge(cause, 1n),
    ...postBanked(cause, { bankAccountId: 'account' }, 1n),
    ...both((amount) => postBanked(cause, 'line', amount)),
    ...both((amount) => postOutside(cause, amount)),
    ...postBankLoss(cause, { customerId: 'C' }, 1n),
    ...postBankLoss(cause, 'clearing', 1n),
  ];
}

/** The journal of the example in docs/ledger.md, as it stands there. */
export function exampleJournal(): string {
  const rows = [
    ...parts.flatMap(({ providerId, amount }) =>
      postDeposit({ id: `deposit of ${providerId}`, providerId, amount, currency: 'USD' }),
    ),
    ...postLoan({ ...subject, amount: 1000_00n, parts, paidFrom: 'cash' }),
    ...firstInstalment(),
  ];
  const account = ([name, owner]: Posting['debit']) => (owner === null ? name : `${name} ${owner}`);
  return table(
    [
      ['kind', 'debit', 'credit', 'amount'],
      ...rows.map(({ kind, debit, credit, amount }) => [
        kind,
        account(debit),
        account(credit),
        formatMoney(amount, 2),
      ]),
    ],
    [3],
  );
}
