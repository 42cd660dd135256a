import { toCsv } from '../http/csv.js';
import type { ReturnsResponse, StatementResponse } from './provider-statements.dto.js';

export function statementCsv({ from, to, opening, movements, closing }: StatementResponse): string {
  const balances = ({ fund, wallet, lent, receivable }: StatementResponse['opening']) => [
    fund,
    wallet,
    lent,
    receivable,
  ];
  return toCsv([
    [
      'business_date',
      'kind',
      'reversal',
      'loan',
      'loan_number',
      'amount',
      'commission',
      'fund',
      'wallet',
      'lent',
      'receivable',
    ],
    [from, 'opening', '', '', '', '', '', ...balances(opening)],
    ...movements.map((movement) => [
      movement.business_date,
      movement.kind,
      String(movement.reversal),
      movement.loan ?? '',
      movement.loan_number ?? '',
      movement.amount,
      movement.commission ?? '',
      ...balances(movement.balances),
    ]),
    [to, 'closing', '', '', '', '', '', ...balances(closing)],
  ]);
}

export function returnsCsv({ realised, conservative, all_money: allMoney }: ReturnsResponse): string {
  const kinds = { realised, conservative, all_money: allMoney };
  return toCsv([
    ['return', 'date', 'amount'],
    ...Object.entries(kinds).flatMap(([kind, { cash_flows: flows }]) =>
      flows.map(({ date, amount }) => [kind, date, amount]),
    ),
  ]);
}
