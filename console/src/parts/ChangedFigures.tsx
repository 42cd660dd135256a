import { Typography } from '@mui/material';
import { BeforeAfter, type Line } from './BeforeAfter';
import { money } from './format';
import { say } from '../words/say';
import { words } from './words';

const FIGURES: Partial<Record<string, string>> = {
  open_lines: say('Lines not explained'),
  remaining_balance: say('Owed on the loan'),
  credit_amount: say('Credit of the customer'),
  receivable_amount: say('Owed beside loans'),
  fund_amount: say('Fund of the provider'),
  wallet_amount: say('Wallet of the provider'),
};

/** A figure of a loan, a person or a bank account, as the API says that something changes it. */
export interface ChangedFigure {
  figure: string;
  id: string;
  before: string;
  after: string;
}

interface Side {
  figures: readonly ChangedFigure[];
  side: 'before' | 'after';
}

/** What a decision changes, figure by figure. */
export function ChangedFigures({
  figures,
  currency,
}: {
  figures: readonly ChangedFigure[];
  currency: string;
}) {
  if (figures.length === 0) return <Typography>{say('No balance changes.')}</Typography>;
  const lines = figures.map(({ figure }, index): Line<Side> => [
    FIGURES[figure] ?? words(figure),
    (of) => money(of.figures[index]?.[of.side], currency),
  ]);
  return (
    <BeforeAfter before={{ figures, side: 'before' }} after={{ figures, side: 'after' }} lines={lines} />
  );
}
