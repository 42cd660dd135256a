import { Command } from 'nest-commander';
import { CaseCommand } from './case-command.js';
import { table } from './output.js';
import { aprOf, percentText, type AnnualRate } from './rate-cases.js';
import { SUMMARIES } from './summaries.js';

@Command(SUMMARIES.apr)
export class AprCommand extends CaseCommand<AnnualRate> {
  protected override readonly manual = `Reads {"id", "kind", "inputs"} or a list of these, in the shape of src/lending/vectors/published.json.
Kind "apr.us_actuarial" (Regulation Z, appendix J) takes "amount_advanced", "advance_date", "payments" and
"unit_period" (such as "month" or "2 weeks") and answers "apr_pct", in percent. Kind "apr.eu" (2008/48/EC) takes
"loan", "loan_date" and "payments" and answers "apr", a fraction; "period" ("years", "months", "weeks") sets the unit
of intervals, which otherwise follows from the payments. Each payment is [date, amount].

Example:
  npm run --silent cli -- apr <<< '{"kind": "apr.eu", "inputs": {"loan": "1000", "loan_date": "2019-01-01",
    "payments": [["2019-02-01", "520.00"], ["2019-03-01", "520.00"]]}}'`;

  protected override readonly workOut = aprOf;

  protected tableOf(rates: readonly AnnualRate[]): string {
    const rows = rates.map((rate) =>
      'apr' in rate
        ? [String(rate.id), 'EU 2008/48/EC', percentText(BigInt(Math.round(rate.apr * 1e10)))]
        : [String(rate.id), 'Regulation Z', rate.apr_pct],
    );
    return table([['id', 'method', 'apr %'], ...rows], [2]);
  }
}
