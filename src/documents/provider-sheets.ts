import type { BalancesResponse, StatementResponse } from '../provider-statements/provider-statements.dto.js';
import type {
  YearFiguresResponse,
  YearStatementResponse,
} from '../provider-statements/year-statement.dto.js';
import type { Column, Sheet } from './sheet.js';
import type { Speech } from './speech.js';
import { ofMovement } from './words-of-codes.js';

/** How the bank and people call a lender. */
interface Lender {
  name: string;
  number: string;
}

export interface ProviderStatementOrder {
  kind: 'provider-statement';
  provider: Lender;
  statement: StatementResponse;
}

export interface YearStatementOrder {
  kind: 'year-statement';
  provider: Lender;
  statement: YearStatementResponse;
}

/** Whose statement it is, of which time, and what its interest means. */
function headOf(
  { name, number }: Lender,
  { from, to, currency }: Pick<StatementResponse, 'from' | 'to' | 'currency'>,
  { word, date }: Speech,
): Sheet['blocks'] {
  return [
    {
      kind: 'facts',
      facts: [
        [word('provider'), name],
        [word('number'), number],
        [word('period'), word('from_to', { from: date(from), to: date(to) })],
        [word('currency'), currency],
      ],
    },
    { kind: 'text', text: word('interest_after_commission') },
  ];
}

const BALANCES = ['fund', 'wallet', 'lent', 'receivable'] as const satisfies (keyof BalancesResponse)[];

export function providerStatement({ provider, statement }: ProviderStatementOrder, speech: Speech): Sheet {
  const { word, amount, date, pick } = speech;
  const { from, to, opening, movements, closing } = statement;
  const balances = (of: BalancesResponse) => BALANCES.map((name) => amount(of[name]));
  return {
    title: word('provider_statement'),
    isWide: true,
    blocks: [
      ...headOf(provider, statement, speech),
      {
        kind: 'table',
        columns: [
          { title: word('date'), width: 2 },
          { title: word('what'), width: 3 },
          { title: word('loan'), width: 2.2 },
          { title: word('amount'), width: 2, isFigure: true },
          { title: word('commission'), width: 1.8, isFigure: true },
          ...BALANCES.map((name): Column => ({ title: word(name), width: 2, isFigure: true })),
        ],
        rows: [
          [date(from), word('opening'), '', '', '', ...balances(opening)],
          ...movements.map((movement) => [
            date(movement.business_date),
            movement.reversal
              ? word('reversal_of', { what: pick(ofMovement(movement.kind)) })
              : pick(ofMovement(movement.kind)),
            movement.loan_number ?? '',
            amount(movement.amount),
            movement.commission === null ? '' : amount(movement.commission),
            ...balances(movement.balances),
          ]),
        ],
        totals: [date(to), word('closing'), '', '', '', ...balances(closing)],
      },
    ],
  };
}

/** The columns of a year, with what is written above them. */
const YEAR = {
  deposited: 'deposited',
  withdrawn: 'withdrawn',
  lent: 'lent',
  principal: 'principal_back',
  interest: 'interest',
  commission: 'commission',
  late_interest: 'late_interest',
  recovered: 'recovered',
  lost: 'lost',
} as const satisfies Record<keyof YearFiguresResponse, string>;
const FIGURES = Object.keys(YEAR) as (keyof YearFiguresResponse)[];

export function yearStatement({ provider, statement }: YearStatementOrder, speech: Speech): Sheet {
  const { word, money, amount, date } = speech;
  const { year, from, to, currency, opening, closing, months, totals } = statement;
  const figures = (of: YearFiguresResponse) => FIGURES.map((name) => amount(of[name]));
  const balances = (of: BalancesResponse) =>
    BALANCES.map((name): [string, string] => [word(name), money(of[name], currency)]);
  return {
    title: word('year_statement', { year: String(year) }),
    isWide: true,
    blocks: [
      ...headOf(provider, statement, speech),
      {
        kind: 'table',
        columns: [
          { title: word('month'), width: 2.6 },
          ...FIGURES.map((name): Column => ({ title: word(YEAR[name]), width: 2, isFigure: true })),
        ],
        rows: months.map((row) => [speech.month(row.month), ...figures(row)]),
        totals: [word('all_months'), ...figures(totals)],
      },
      { kind: 'heading', text: word('dated', { what: word('opening'), date: date(from) }) },
      { kind: 'facts', facts: balances(opening) },
      { kind: 'heading', text: word('dated', { what: word('closing'), date: date(to) }) },
      { kind: 'facts', facts: balances(closing) },
    ],
  };
}
