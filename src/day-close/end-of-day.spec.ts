import { describe, expect, it } from '@jest/globals';
import { loanOf, START } from '../../test/support/loan-life.js';
import { addDays } from '../lending/dates.js';
import type { Loan } from '../loans/loan.entity.js';
import { assess, comingDues, isToAssess, needsPayments, overdueNotice, reminders } from './end-of-day.js';

/**
 * 6 x 100.00 without interest, due at each month's end from 2026-02-28. Late interest is 36.5 % a year after three
 * grace days.
 */
const lent = (change = {}) => loanOf(600_00n, { interestRate: '0', lateInterestRate: '0.365', ...change });
const DUE = '2026-02-28';
const daysLate = (days: number) => addDays(DUE, days);

describe('the end of a day', () => {
  it('assesses a loan only if something is past due and it was not assessed since', () => {
    const loan = lent();
    expect(isToAssess(loan, DUE)).toBe(false);
    expect(isToAssess(loan, daysLate(1))).toBe(true);
    const stands = (change: Partial<Loan>) => isToAssess({ ...loan, ...change }, daysLate(1));
    expect(stands({ status: 'overdue' })).toBe(true);
    expect(stands({ status: 'defaulted' })).toBe(true);
    expect(stands({ status: 'written_off' })).toBe(false);
    expect(stands({ status: 'paid', nextDueOn: null })).toBe(false);
    expect(stands({ assessedOn: daysLate(1) })).toBe(false);
    expect(stands({ assessedOn: daysLate(2) })).toBe(false);
  });

  it('books late interest from the first day past the grace days, and marks the loan overdue on it', () => {
    const loan = lent();
    expect(assess(loan, [], daysLate(3))).toEqual({ lateInterest: 0n, happened: [] });
    expect(loan).toMatchObject({ status: 'active', assessedOn: daysLate(3) });
    const { lateInterest, happened } = assess(loan, [], daysLate(4));
    expect(lateInterest).toBe(10n);
    expect(happened).toMatchObject([
      {
        kind: 'late_interest',
        amount: 10n,
        before: { status: 'active', balance: 600_00n },
        after: { status: 'active', balance: 600_10n },
      },
      {
        kind: 'overdue',
        before: { status: 'active', balance: 600_10n },
        after: { status: 'overdue', balance: 600_10n },
        detail: '100.10 USD was due on 2026-02-28: 4 days past due.',
      },
    ]);
    expect(loan).toMatchObject({ status: 'overdue', lateInterest: 10n, amountDue: 600_10n });
  });

  it('books the late interest of missed days at once, and never books a day twice', () => {
    const [daily, missed] = [lent(), lent()];
    let booked = 0n;
    for (let day = 1; day <= 20; day++) booked += assess(daily, [], daysLate(day)).lateInterest;
    expect(assess(missed, [], daysLate(20)).lateInterest).toBe(booked);
    expect(booked).toBe(170n);
    expect({ ...missed, id: '', customerId: '' }).toEqual({ ...daily, id: '', customerId: '' });
    expect(assess(missed, [], daysLate(20))).toEqual({ lateInterest: 0n, happened: [] });
  });

  it('counts what was paid by then, and skips a loan that is on time again', () => {
    const loan = lent();
    assess(loan, [], daysLate(4));
    const payments = [{ on: daysLate(5), amount: 100_20n }];
    const { happened } = assess(loan, payments, daysLate(6));
    expect(loan).toMatchObject({ status: 'active', nextDueOn: '2026-03-31', lateInterest: 20n });
    expect(happened.map(({ kind }) => kind)).toEqual(['late_interest']);
    expect(overdueNotice(loan, daysLate(6))).toEqual([]);
  });

  it('marks a default on its day, even if the loan was not overdue before', () => {
    const loan = lent({ graceDays: 0, defaultAfterDays: 1 });
    const { happened } = assess(loan, [], daysLate(1));
    expect(happened.map(({ kind }) => kind)).toEqual(['late_interest', 'defaulted']);
    expect(loan.status).toBe('defaulted');
  });

  it('may remind of an instalment in the days before its due date, and never when reminders are off', () => {
    const loan = lent();
    const days = (reminderDays: number) =>
      Array.from({ length: 29 }, (_, day) => addDays(START, day)).filter(
        (date) => comingDues(loan, date, reminderDays).length > 0,
      );
    expect(days(3)).toEqual(['2026-02-25', '2026-02-26', '2026-02-27']);
    expect(days(1)).toEqual(['2026-02-27']);
    expect(days(0)).toEqual([]);
    expect(reminders(loan, comingDues(loan, '2026-02-25', 3), [], '2026-02-25')).toMatchObject([
      { amount: 100_00n, detail: '100.00 USD falls due on 2026-02-28.', dueOn: '2026-02-28' },
    ]);
    expect(comingDues({ ...loan, status: 'paid' }, '2026-02-25', 3)).toEqual([]);
  });

  it('reminds a borrower who is behind of the next instalment too, with the amount of that one', () => {
    const loan = lent({ interestRate: '0.12', interestMethod: 'declining_balance' });
    const payments = [{ on: '2026-03-05', amount: 50_00n }];
    assess(loan, payments, '2026-03-28');
    expect(loan.nextDueOn).toBe(DUE);
    const coming = comingDues(loan, '2026-03-28', 3);
    expect(coming).toEqual(['2026-03-31']);
    expect(needsPayments(loan, coming)).toBe(true);
    // 600.00 at 1 % a month in six: 103.53 each. What is past due bears interest too.
    expect(reminders(loan, coming, payments, '2026-03-28')).toMatchObject([
      { amount: 103_53n, dueOn: '2026-03-31', before: { status: 'overdue' }, after: { status: 'overdue' } },
    ]);
  });

  it('reminds of each instalment that falls due soon, and of none that is paid', () => {
    const loan = lent({ duration: 'P6D', installments: 6 });
    const day = (nr: number) => addDays(START, nr);
    expect(comingDues(loan, START, 3)).toEqual([day(1), day(2), day(3)]);
    const payments = [{ on: START, amount: 150_00n }];
    Object.assign(loan, { nextDueOn: day(2), nextDueAmount: 50_00n });
    const coming = comingDues(loan, START, 3);
    expect(reminders(loan, coming, payments, START)).toMatchObject([
      { amount: 50_00n, dueOn: day(2) },
      { amount: 100_00n, dueOn: day(3) },
    ]);
    // A paid instalment of a loan whose later payments are already known, as when a missed date is caught up.
    expect(reminders(loan, [day(1), ...coming], payments, START)).toHaveLength(2);
  });

  it('leaves out what is in transit: to the oldest instalment first, and no notice of what it covers', () => {
    const loan = lent({ duration: 'P6D', installments: 6 });
    const dues = comingDues(loan, START, 3);
    const amounts = (inTransit: bigint) =>
      reminders(loan, dues, [], START, inTransit).map(({ dueOn, amount }) => [dueOn, amount]);
    const [first, second, third] = dues;
    expect(amounts(0n)).toEqual(dues.map((dueOn) => [dueOn, 100_00n]));
    expect(amounts(40_00n)).toEqual([
      [first, 60_00n],
      [second, 100_00n],
      [third, 100_00n],
    ]);
    expect(amounts(150_00n)).toEqual([
      [second, 50_00n],
      [third, 100_00n],
    ]);
    expect(amounts(300_00n)).toEqual([]);
    const late = lent();
    expect(overdueNotice(late, daysLate(4), 99_99n)).toHaveLength(1);
    expect(overdueNotice(late, daysLate(4), 100_00n)).toEqual([]);
  });

  it('writes a notice on the first day past the grace days and every seven from there', () => {
    const loan = lent();
    const noticed = Array.from({ length: 30 }, (_, day) => day).filter(
      (day) => overdueNotice(loan, daysLate(day)).length > 0,
    );
    expect(noticed).toEqual([4, 11, 18, 25]);
    expect(overdueNotice({ ...loan, graceDays: 0 }, daysLate(1))[0]?.detail).toMatch(/: 1 day past due\.$/);
  });
});
