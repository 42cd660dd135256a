import { businessDate } from '../database/clock.js';
import type { Tx } from '../database/transactions.js';
import { addDays } from '../lending/dates.js';
import { isOpen } from '../loans/loan.entity.js';
import { NOT_REVERSED } from '../loans/loan-payments.js';
import { shownShortNumber } from '../runtime/short-number.js';
import {
  decisionFacts,
  loanOf,
  ofLoan,
  overdueFacts,
  reminderFacts,
  textOf,
  type Facts,
} from './loan-facts.js';
import { sharesOfDay } from './shares-of-day.js';
import type { Notification } from './notification.entity.js';

/**
 * What a letter says, by what is so at this moment: it is read right before the letter is sent, because much may have
 * happened since its event. Facts that need no database, such as names and links, are added by who sends it.
 */
export async function factsOf(tx: Tx, letter: Notification): Promise<Facts> {
  switch (letter.topic) {
    case 'receipt':
      return receiptFacts(tx, letter);
    case 'reminder':
      return reminderFacts(tx, { ...(await dunningOf(tx, letter)), dueOn: textIn(letter, 'due_date') });
    case 'overdue':
      return overdueFacts(tx, { ...(await dunningOf(tx, letter)), isDefault: false });
    case 'default':
      return overdueFacts(tx, { ...(await dunningOf(tx, letter)), isDefault: true });
    case 'loan_decision':
      return decisionFacts(tx, letter);
    case 'autopay':
      return letter.happened === 'autopay.ended' ? endedFacts(tx, letter) : debitFacts(tx, letter);
    case 'transfer_failed':
      return failureFacts(tx, letter);
    case 'deposit':
    case 'withdrawal':
      return movementFacts(tx, letter);
    case 'share_digest':
      return digestFacts(tx, letter);
    case 'security':
      return { values: {} };
    case 'endpoint':
      return endpointFacts(tx, letter);
    case 'approval':
      return approvalFacts(tx, letter);
  }
}

async function dunningOf(tx: Tx, letter: Notification): Promise<{ loanId: string; today: string }> {
  if (letter.loanId === null) throw new Error(`letter ${letter.id} is about no loan`);
  return { loanId: letter.loanId, today: await businessDate(tx) };
}

async function receiptFacts(tx: Tx, { subjectId }: Notification): Promise<Facts> {
  const [payment]: { amount: string; currency: string; date: string; number: number; counts: boolean }[] =
    await tx.query(
      `SELECT y.amount, y.currency, y.value_date AS date, l.number, ${NOT_REVERSED} AS counts
       FROM payments y JOIN loans l ON l.id = y.loan_id WHERE y.id = $1`,
      [subjectId],
    );
  if (!payment?.counts) return { suppressed: 'reversed' };
  const { amount, currency, date, number } = payment;
  return {
    values: { amount: textOf(BigInt(amount), currency), currency, date, loan: shownShortNumber(number) },
  };
}

interface TransferRow {
  state: string;
  amount: string;
  currency: string;
  date: string;
}

async function transferOf(tx: Tx, { subjectId }: Notification): Promise<TransferRow | undefined> {
  const [transfer]: TransferRow[] = await tx.query(
    'SELECT t.state, t.amount, t.currency, t.counts_from AS date FROM transfers t WHERE t.id = $1',
    [subjectId],
  );
  return transfer;
}

/** A debit that comes by itself, as long as it may come. */
async function debitFacts(tx: Tx, letter: Notification): Promise<Facts> {
  const [loan, transfer] = [await loanOf(tx, letter.loanId), await transferOf(tx, letter)];
  if (!transfer || ['cancelled', 'failed', 'returned', 'settled'].includes(transfer.state))
    return { suppressed: 'over' };
  return { values: { ...ofLoan(loan, BigInt(transfer.amount), transfer.date), what: 'announced' } };
}

async function endedFacts(tx: Tx, letter: Notification): Promise<Facts> {
  const loan = await loanOf(tx, letter.loanId);
  const on: unknown[] = await tx.query("SELECT 1 FROM autopay a WHERE a.loan_id = $1 AND a.state = 'on'", [
    loan.id,
  ]);
  if (!isOpen(loan.status) || on.length > 0) return { suppressed: 'over' };
  return {
    values: { ...ofLoan(loan, loan.nextDueAmount, loan.nextDueOn ?? letter.businessDate), what: 'ended' },
  };
}

async function failureFacts(tx: Tx, letter: Notification): Promise<Facts> {
  const transfer = await transferOf(tx, letter);
  if (!transfer || !['failed', 'returned'].includes(transfer.state)) return { suppressed: 'over' };
  const { amount, currency, date } = transfer;
  return { values: { amount: textOf(BigInt(amount), currency), currency, date } };
}

async function movementFacts(tx: Tx, letter: Notification): Promise<Facts> {
  const returned: unknown[] = await tx.query(
    `SELECT 1 FROM fund_movements m WHERE m.transfer_id = $1 AND m.kind IN ('deposit_return', 'withdrawal_return')`,
    [letter.data.transfer ?? null],
  );
  if (returned.length > 0) return { suppressed: 'reversed' };
  return {
    values: {
      amount: textIn(letter, 'amount'),
      currency: textIn(letter, 'currency'),
      date: letter.businessDate,
    },
  };
}

async function digestFacts(tx: Tx, { userId, businessDate: date }: Notification): Promise<Facts> {
  const got = await sharesOfDay(tx, date, userId);
  if (!got) return { suppressed: 'reversed' };
  return { values: { amount: textOf(got.amount, got.currency), currency: got.currency, date } };
}

/** An endpoint that is still as it was told: failing, switched off for it, or gone. */
async function endpointFacts(tx: Tx, letter: Notification): Promise<Facts> {
  const [endpoint]: { url: string; state: string; fails: boolean }[] = await tx.query(
    'SELECT e.url, e.state, e.failing_since IS NOT NULL AS fails FROM webhook_endpoints e WHERE e.id = $1',
    [letter.subjectId],
  );
  const what =
    letter.happened === 'endpoint.gone' ? 'gone' : letter.data.disabled === true ? 'off' : 'failing';
  const stands = {
    gone: endpoint?.state === 'gone',
    off: endpoint?.state === 'disabled',
    failing: endpoint?.state === 'enabled' && endpoint.fails,
  };
  if (!endpoint || !stands[what]) return { suppressed: 'over' };
  // What stands behind the ? may be a secret of the receiver.
  const { origin, pathname } = new URL(endpoint.url);
  const days = typeof letter.data.days === 'number' ? letter.data.days : 0;
  return { values: { what, url: origin + pathname, date: addDays(letter.businessDate, -days) } };
}

/** A proposal that nobody has confirmed yet, and that no other has replaced. */
async function approvalFacts(tx: Tx, { subjectId, businessDate: date }: Notification): Promise<Facts> {
  const [proposal]: { kind: string; outcome: string; amount: string | null; currency: string | null }[] =
    await tx.query(
      `SELECT p.kind, p.outcome, t.amount, t.currency FROM proposals p
       LEFT JOIN transfers t ON t.id = p.subject_id WHERE p.id = $1 AND p.ended_at IS NULL`,
      [subjectId],
    );
  if (!proposal) return { suppressed: 'over' };
  const { kind: what, outcome, amount, currency } = proposal;
  if (amount !== null && currency !== null) {
    return { values: { what, amount: textOf(BigInt(amount), currency), currency, date } };
  }
  // What is proposed to be lost is an amount with its currency.
  const [lost = '', of = ''] = outcome.split(' ');
  return { values: { what, amount: lost, currency: of, date } };
}

function textIn({ id, data }: Notification, name: string): string {
  const value = data[name];
  if (typeof value === 'string') return value;
  throw new Error(`letter ${id} has no ${name}`);
}
