import { Command, Option } from 'nest-commander';
import { ProofQuery, type CheckResponse, type ProofResponse } from '../proof/proof.dto.js';
import { ProofReport } from '../proof/proof-report.js';
import { CliCommand } from './cli-command.js';
import { validated } from './input.js';
import { table, type Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

@Command(SUMMARIES.proof)
export class ProofCommand extends CliCommand<{ asOf?: string }> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({
    flags: '--as-of <date>',
    description: 'prove the books at the end of this business date, YYYY-MM-DD',
  })
  asOf(value: string): string {
    return value;
  }

  protected async answer(_args: string[], options: { asOf?: string }): Promise<Answer> {
    const { as_of: asOf } = await validated(ProofQuery, { as_of: options.asOf });
    const proof = await this.platform.use((app) =>
      app.get(ProofReport).make({ asOf: asOf ?? null, providerId: null }),
    );
    return { json: proof, text: report(proof), negative: !proof.ok };
  }
}

const HEADING = ['check', '', 'checked', 'expected', 'actual', 'ms'];

function report({ ok, as_of: asOf, currency, checks }: ProofResponse): string {
  const rows = checks.map((check) => [
    check.name,
    check.ok ? 'ok' : 'RED',
    String(check.checked),
    check.expected,
    check.actual,
    String(check.ms),
  ]);
  const red = checks.filter((check) => !check.ok);
  const when = asOf === null ? 'now' : `as of ${asOf}`;
  const verdict = ok
    ? `The books are proved, ${when}: ${String(checks.length)} checks hold (amounts in ${currency}).`
    : `The books are NOT proved, ${when}: ${String(red.length)} of ${String(checks.length)} checks do not hold (amounts in ${currency}).`;
  return [table([HEADING, ...rows], [2, 3, 4, 5]), '', ...red.flatMap(violations), verdict].join('\n');
}

function violations(check: CheckResponse): string[] {
  const more = check.violation_count - check.violations.length;
  return [
    `${check.name}: ${check.promise}`,
    ...check.violations.map(
      ({ subject, expected, actual }) => `  ${subject}: expected ${expected}, actual ${actual}`,
    ),
    ...(more > 0 ? [`  and ${String(more)} more`] : []),
    '',
  ];
}
