import { Command, Option } from 'nest-commander';
import { ProofQuery, type CheckResponse, type ProofKind, type ProofResponse } from '../proof/proof.dto.js';
import { ProofReport } from '../proof/proof-report.js';
import { CliCommand } from './cli-command.js';
import { validated } from './input.js';
import { table, type Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

@Command(SUMMARIES.proof)
export class ProofCommand extends CliCommand<{ asOf?: string; kind?: ProofKind }> {
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

  @Option({
    flags: '--kind <kind>',
    description: 'full (the default), or incremental: what was written since the newest sealed business date',
  })
  kind(value: string): string {
    return value;
  }

  protected async answer(_args: string[], options: { asOf?: string; kind?: ProofKind }): Promise<Answer> {
    const { as_of: asOf, kind } = await validated(ProofQuery, { as_of: options.asOf, kind: options.kind });
    const proof = await this.platform.use((app) => {
      const report = app.get(ProofReport);
      return asOf === undefined ? report.make(kind ?? 'full') : report.ofScope({ asOf, providerId: null });
    });
    return { json: proof, text: report(proof), negative: !proof.ok };
  }
}

const HEADING = ['check', '', 'checked', 'expected', 'actual', 'ms'];

function report({ ok, as_of: asOf, currency, checks, not_read: notRead }: ProofResponse): string {
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
  const rest = notRead === null ? [] : [`Not read: ${notRead}`];
  return [table([HEADING, ...rows], [2, 3, 4, 5]), '', ...red.flatMap(violations), verdict, ...rest].join(
    '\n',
  );
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
