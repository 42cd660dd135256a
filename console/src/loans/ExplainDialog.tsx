import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
  useMediaQuery,
} from '@mui/material';
import type { ScheduleRow, Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { date, exactMoney, money, percent } from '../parts/format';
import { words } from '../parts/words';
import { SimpleTable } from '../parts/SimpleTable';
import { pair, say } from '../words/say';

/** The formula of an interest figure and what went into it, as the API has it. */
export function ExplainDialog({
  row,
  currency,
  close,
}: {
  row: ScheduleRow;
  currency: string;
  close: () => void;
}) {
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  return (
    <Dialog open onClose={close} maxWidth="md" fullWidth fullScreen={isSmall} aria-labelledby="explain-title">
      <DialogTitle id="explain-title">
        {pair(say('Interest of instalment {nr}', { nr: row.nr }), money(row.interest, currency))}
      </DialogTitle>
      <DialogContent>
        {row.explanation && <Explained explanation={row.explanation} currency={currency} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{say('Close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Explained({
  explanation,
  currency,
}: {
  explanation: Schemas['ExplanationResponse'];
  currency: string;
}) {
  const amount = (text: string) => money(text, currency);
  const exact = (minor: string) => exactMoney(minor, currency);
  const { penalty, running } = explanation;
  return (
    <>
      <Formula text={explanation.formula} />
      <Figures
        rows={[
          [say('Rate a year'), percent(explanation.rate)],
          [say('Day count'), words(explanation.day_count)],
          [say('Interest of a period'), words(explanation.period_interest)],
          [say('Exact'), exact(explanation.exact)],
          [say('Rounded'), amount(explanation.rounded)],
          ...(running
            ? ([
                [say('Exact, with all before'), exact(running.exact)],
                [say('Rounded before'), amount(running.before)],
              ] as const)
            : []),
          [say('Carried in'), amount(explanation.carried_in)],
          [say('Carried out'), amount(explanation.carried_out)],
          [say('Rebated'), amount(explanation.rebated)],
          [say('Interest'), amount(explanation.interest)],
        ]}
      />
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        {say('Balances and days')}
      </Typography>
      <SimpleTable
        label={say('Balances and days')}
        rows={explanation.segments}
        empty={say('No days bear interest.')}
        columns={[
          { label: say('From'), value: (part) => date(part.from) },
          { label: say('To'), value: (part) => date(part.to) },
          { label: say('Days'), figure: true, value: (part) => part.days },
          { label: say('Balance'), figure: true, value: (part) => amount(part.balance) },
          { label: say('Part of a year'), figure: true, value: (part) => part.year_fraction },
          { label: say('Exact'), figure: true, value: (part) => exact(part.exact) },
        ]}
      />
      <Typography variant="h6" component="h3" sx={{ mt: 2 }}>
        {say('Late interest: {amount}', { amount: amount(penalty.rounded) })}
      </Typography>
      <Formula text={penalty.formula} />
      <SimpleTable
        label={say('Late amounts and days')}
        rows={penalty.segments}
        empty={say('It was never late for long enough.')}
        columns={[
          { label: say('From'), value: (part) => date(part.from) },
          { label: say('To'), value: (part) => date(part.to) },
          { label: say('Days'), figure: true, value: (part) => part.days },
          { label: say('Amount'), figure: true, value: (part) => amount(part.amount) },
          { label: say('Exact'), figure: true, value: (part) => exact(part.exact) },
        ]}
      />
    </>
  );
}

/** What the names in the API's formulas are called beside them. */
const TERMS: readonly (readonly [RegExp, string])[] = [
  [/\bpenalty\b/g, say('late interest')],
  [/\brunning\.exact\b/g, say('exact, with all before')],
  [/\brunning\.before\b/g, say('rounded before')],
  [/\byear_fraction\b/g, say('part of a year')],
  [/\bcarried_in\b/g, say('carried in')],
  [/\bcarried_out\b/g, say('carried out')],
  [/\bround is half-even\b/g, say('halves are rounded to the even cent')],
  [/\bround\(/g, `${say('rounded')}(`],
  [/ \* /g, ' × '],
  [/ - /g, ' − '],
];

function Formula({ text }: { text: string }) {
  const inWords = TERMS.reduce((formula, [name, term]) => formula.replace(name, term), text);
  return (
    <Typography sx={{ mb: 2, fontStyle: 'italic' }}>
      {inWords.charAt(0).toUpperCase() + inWords.slice(1)}
    </Typography>
  );
}
