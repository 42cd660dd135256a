import { Command } from 'nest-commander';
import { CaseCommand } from './case-command.js';
import { table } from './output.js';
import { xirrOf, type Return } from './rate-cases.js';
import { SUMMARIES } from './summaries.js';

@Command(SUMMARIES.xirr)
export class XirrCommand extends CaseCommand<Return> {
  protected override readonly manual = `Reads {"id", "kind": "xirr", "inputs": {"flows": [[date, amount], ...]}} or a list of these, in the shape of
src/lending/vectors/published.json; money paid out is negative. Answers "xirr", a fraction: x with
sum of amount/(1+x)^(days/365) = 0; of several, the one nearest to zero growth. If a gain and a loss are equally
near, "xirr" is null, "reason" is "ambiguous" and "rates" has both. Flows that have no rate are refused.

Example:
  npm run --silent cli -- xirr <<< '{"inputs": {"flows": [["2026-01-01", "-1000.00"], ["2027-01-01", "1050.00"]]}}'`;

  protected override readonly workOut = xirrOf;

  protected tableOf(returns: readonly Return[]): string {
    const shown = (each: Return) => (each.xirr === null ? each.rates.join(' or ') : String(each.xirr));
    return table([['id', 'xirr'], ...returns.map((each) => [String(each.id), shown(each)])], [1]);
  }
}
