import type {
  HappeningResponse,
  LoanScheduleResponse,
  PayoffResponse,
} from '../loan-statements/loan-statements.dto.js';
import type { ShownLoanResponse } from '../loans/loan-list.dto.js';
import type { Loan } from '../loans/loan.entity.js';
import type { Block, Sheet } from './sheet.js';
import type { Speech } from './speech.js';
import { OF_EVENT, OF_ROW, OF_STATUS } from './words-of-codes.js';

/** The loan as its reader sees it. Providers do not learn who borrowed. */
export interface OfLoan {
  loan: ShownLoanResponse;
  borrower: string | null;
}

export interface AgreementOrder extends OfLoan {
  kind: 'agreement';
  bankName: string;
  terms: Pick<Loan, 'startOn' | 'dayCount' | 'graceDays' | 'lateInterestRate'>;
  /** As the loan began. */
  schedule: LoanScheduleResponse;
}

export interface PayoffOrder extends OfLoan {
  kind: 'payoff';
  payoff: PayoffResponse;
}

export interface LoanStatementOrder extends OfLoan {
  kind: 'loan-statement';
  /** Null for a loan that was not paid out, or was undone. */
  schedule: LoanScheduleResponse | null;
  history: HappeningResponse[];
}

type Facts = [label: string, value: string][];

/** The number by which people call a loan. */
export function nameOfLoan({ loan }: Pick<OfLoan, 'loan'>): string {
  return loan.number;
}

export function agreement(order: AgreementOrder, speech: Speech): Sheet {
  const { loan, terms, schedule, bankName } = order;
  const { word, money, amount, date } = speech;
  const { currency } = loan;
  const { rows, totals } = schedule;
  const last = rows.at(-1);
  return {
    title: word('agreement'),
    blocks: [
      {
        kind: 'facts',
        facts: [
          ...parties(order, speech),
          ...given(word('lender_bank'), bankName),
          [word('principal'), money(loan.amount, currency)],
          [word('paid_out_on'), date(terms.startOn)],
          [word('interest_rate'), speech.percent(loan.interest_rate)],
          [word('interest_on'), word(loan.interest_method === 'flat' ? 'flat' : 'declining_balance')],
          [word('day_count'), terms.dayCount],
          [word('late_rate'), speech.percent(terms.lateInterestRate)],
          [word('grace'), amount(String(terms.graceDays))],
          [word('installments'), amount(String(loan.installments))],
          ...(last ? ([[word('last_due_on'), date(last.due_date)]] satisfies Facts) : []),
          [word('interest'), money(totals.interest, currency)],
          [word('total'), money(totals.total, currency)],
        ],
      },
      {
        kind: 'text',
        text: word('agreement_text', {
          amount: money(loan.amount, currency),
          date: date(terms.startOn),
          count: amount(String(loan.installments)),
        }),
      },
      { kind: 'heading', text: `${word('schedule')} (${currency})` },
      { kind: 'text', text: word('schedule_as_of') },
      {
        kind: 'table',
        columns: [
          { title: word('nr'), width: 1, isFigure: true },
          { title: word('due_on'), width: 2.4 },
          { title: word('principal'), width: 2.2, isFigure: true },
          { title: word('interest'), width: 2, isFigure: true },
          { title: word('due'), width: 2.2, isFigure: true },
          { title: word('principal_after'), width: 2.4, isFigure: true },
        ],
        rows: rows.map((row) => [
          amount(String(row.nr)),
          date(row.due_date),
          amount(row.principal),
          amount(row.interest),
          amount(row.total_due),
          amount(row.balance),
        ]),
        totals: [
          '',
          word('total'),
          amount(totals.principal),
          amount(totals.interest),
          amount(totals.total),
          '',
        ],
      },
      {
        kind: 'facts',
        facts: [
          ['\n\n', ''],
          [word('signed_borrower'), '_'.repeat(40)],
          ['\n', ''],
          [word('signed_bank'), '_'.repeat(40)],
        ],
      },
    ],
  };
}

export function payoffLetter(order: PayoffOrder, speech: Speech): Sheet {
  const { loan, payoff } = order;
  const { word, money, date } = speech;
  const { currency } = payoff;
  const isWrittenOff = loan.status === 'written_off';
  return {
    title: word('payoff'),
    blocks: [
      { kind: 'facts', facts: parties(order, speech) },
      {
        kind: 'text',
        text: word('payoff_text', {
          amount: money(payoff.total, currency),
          date: date(payoff.date),
          loan: nameOfLoan(order),
        }),
      },
      {
        kind: 'facts',
        facts: [
          [word('principal'), money(payoff.principal, currency)],
          [word('interest'), money(payoff.interest, currency)],
          [word('late_interest'), money(payoff.penalty, currency)],
          ...given(word('left_of_written_off'), isWrittenOff ? money(payoff.recovery, currency) : ''),
          [word('total'), money(payoff.total, currency)],
        ],
      },
      { kind: 'text', text: word('payoff_until', { date: date(payoff.date) }) },
      { kind: 'text', text: word('payoff_under_way') },
      ...underWay(loan, speech),
      { kind: 'text', text: word('payoff_reopens') },
    ],
  };
}

function underWay({ in_transit: amount, currency }: ShownLoanResponse, { word, money }: Speech): Block[] {
  if (amount === undefined || /^[0.]+$/.test(amount)) return [];
  return [{ kind: 'facts', facts: [[word('under_way'), money(amount, currency)]] }];
}

export function loanStatement(order: LoanStatementOrder, speech: Speech): Sheet {
  const { loan, schedule, history } = order;
  const { word, money, date, amount, pick } = speech;
  const { currency } = loan;
  const undoneOn = loan.undone_on;
  return {
    title: word('loan_statement'),
    ...(undoneOn === undefined ? {} : { stamp: word('undone', { date: date(undoneOn) }) }),
    isWide: true,
    blocks: [
      ...(undoneOn === undefined ? [] : [{ kind: 'text' as const, text: word('undone_text') }]),
      {
        kind: 'facts',
        facts: [
          ...parties(order, speech),
          [word('as_of'), date(loan.as_of)],
          [word('state'), pick(OF_STATUS[loan.status])],
          [word('principal'), money(loan.amount, currency)],
          [word('interest_rate'), speech.percent(loan.interest_rate)],
          [word('paid'), money(loan.total_paid, currency)],
          [word('still_owed'), money(loan.remaining_balance, currency)],
          ...given(
            word('next_due'),
            loan.next_due_date === null
              ? ''
              : word('amount_on', {
                  amount: money(loan.next_due_amount, currency),
                  date: date(loan.next_due_date),
                }),
          ),
          ...given(word('days_past_due'), loan.days_past_due > 0 ? amount(String(loan.days_past_due)) : ''),
        ],
      },
      ...(schedule ? scheduleOf(schedule, speech) : []),
      { kind: 'heading', text: `${word('history')} (${currency})` },
      {
        kind: 'table',
        columns: [
          { title: word('date'), width: 2 },
          { title: word('what'), width: 4 },
          { title: word('amount'), width: 2, isFigure: true },
          { title: word('state'), width: 3 },
          { title: word('owed_after'), width: 2, isFigure: true },
        ],
        rows: history.map((event) => [
          date(event.business_date),
          pick(OF_EVENT[event.kind]),
          event.amount === null ? '' : amount(event.amount),
          pick(OF_STATUS[event.after.status]),
          amount(event.after.remaining_balance),
        ]),
      },
    ],
  };
}

function scheduleOf(
  { rows, totals, currency }: LoanScheduleResponse,
  { word, amount, date, pick }: Speech,
): Block[] {
  return [
    { kind: 'heading', text: `${word('schedule')} (${currency})` },
    {
      kind: 'table',
      columns: [
        { title: word('nr'), width: 1, isFigure: true },
        { title: word('due_on'), width: 2.2 },
        { title: word('principal'), width: 2, isFigure: true },
        { title: word('interest'), width: 2, isFigure: true },
        { title: word('late_interest'), width: 2, isFigure: true },
        { title: word('due'), width: 2, isFigure: true },
        { title: word('paid'), width: 2, isFigure: true },
        { title: word('left'), width: 2, isFigure: true },
        { title: word('principal_after'), width: 2.2, isFigure: true },
        { title: word('state'), width: 2.2 },
      ],
      rows: rows.map((row) => [
        amount(String(row.nr)),
        date(row.due_date),
        amount(row.principal),
        amount(row.interest),
        amount(row.penalty),
        amount(row.total_due),
        amount(row.paid),
        amount(row.outstanding),
        amount(row.balance),
        pick(OF_ROW[row.state]),
      ]),
      totals: [
        '',
        word('total'),
        amount(totals.principal),
        amount(totals.interest),
        amount(totals.penalty),
        amount(totals.total),
        amount(totals.paid),
        amount(totals.outstanding),
        '',
        '',
      ],
    },
  ];
}

function parties(order: OfLoan, { word }: Speech): Facts {
  return [...given(word('borrower'), order.borrower ?? ''), [word('loan'), nameOfLoan(order)]];
}

/** A fact, unless there is nothing to tell. */
function given(label: string, value: string): Facts {
  return value === '' ? [] : [[label, value]];
}
