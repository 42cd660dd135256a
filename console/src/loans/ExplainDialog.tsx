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
        Interest of instalment {row.nr}: {money(row.interest, currency)}
      </DialogTitle>
      <DialogContent>
        {row.explanation && <Explained explanation={row.explanation} currency={currency} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>Close</Button>
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
          ['Rate a year', percent(explanation.rate)],
          ['Day count', words(explanation.day_count)],
          ['Interest of a period', words(explanation.period_interest)],
          ['Exact', exact(explanation.exact)],
          ['Rounded', amount(explanation.rounded)],
          ...(running
            ? ([
                ['Exact, with all before', exact(running.exact)],
                ['Rounded before', amount(running.before)],
              ] as const)
            : []),
          ['Carried in', amount(explanation.carried_in)],
          ['Carried out', amount(explanation.carried_out)],
          ['Rebated', amount(explanation.rebated)],
          ['Interest', amount(explanation.interest)],
        ]}
      />
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        Balances and days
      </Typography>
      <SimpleTable
        label="Balances and days"
        rows={explanation.segments}
        empty="No days bear interest."
        columns={[
          { label: 'From', value: (part) => date(part.from) },
          { label: 'To', value: (part) => date(part.to) },
          { label: 'Days', figure: true, value: (part) => part.days },
          { label: 'Balance', figure: true, value: (part) => amount(part.balance) },
          { label: 'Part of a year', figure: true, value: (part) => part.year_fraction },
          { label: 'Exact', figure: true, value: (part) => exact(part.exact) },
        ]}
      />
      <Typography variant="h6" component="h3" sx={{ mt: 2 }}>
        Late interest: {amount(penalty.rounded)}
      </Typography>
      <Formula text={penalty.formula} />
      <SimpleTable
        label="Late amounts and days"
        rows={penalty.segments}
        empty="It was never late for long enough."
        columns={[
          { label: 'From', value: (part) => date(part.from) },
          { label: 'To', value: (part) => date(part.to) },
          { label: 'Days', figure: true, value: (part) => part.days },
          { label: 'Amount', figure: true, value: (part) => amount(part.amount) },
          { label: 'Exact', figure: true, value: (part) => exact(part.exact) },
        ]}
      />
    </>
  );
}

/** What the names in the API's formulas are called beside them. */
const TERMS: readonly (readonly [RegExp, string])[] = [
  [/\bpenalty\b/g, 'late interest'],
  [/\brunning\.exact\b/g, 'exact, with all before'],
  [/\brunning\.before\b/g, 'rounded before'],
  [/\byear_fraction\b/g, 'part of a year'],
  [/\bcarried_(in|out)\b/g, 'carried $1'],
  [/\bround is half-even\b/g, 'halves are rounded to the even cent'],
  [/\bround\(/g, 'rounded('],
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
