import { Command, Option } from 'nest-commander';
import { readConfig } from '../config.js';
import { DEMO_PASSWORD } from '../demo/demo-accounts.js';
import { seedDemo, type DemoResult } from '../demo/demo-data.js';
import { seedScenarios, type ScenarioResult } from '../demo/scenario-data.js';
import { CliCommand } from './cli-command.js';
import { wholeNumber } from './input.js';
import { note, table, UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

interface DemoOptions {
  customers: number;
  providers: number;
  loans: number;
  seed: number;
  force?: boolean;
  scenarios?: boolean;
}

const MOST = 100_000;

@Command(SUMMARIES.demo)
export class DemoCommand extends CliCommand<DemoOptions> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--customers <n>', description: 'how many borrowers', defaultValue: 20 })
  customers(value: string): number {
    return wholeNumber('--customers', value, 0, MOST);
  }

  @Option({ flags: '--providers <n>', description: 'how many lenders', defaultValue: 5 })
  providers(value: string): number {
    return wholeNumber('--providers', value, 0, MOST);
  }

  @Option({ flags: '--loans <n>', description: 'how many loans', defaultValue: 40 })
  loans(value: string): number {
    return wholeNumber('--loans', value, 0, MOST);
  }

  @Option({ flags: '--seed <n>', description: 'the same seed gives the same data', defaultValue: 1 })
  seed(value: string): number {
    return wholeNumber('--seed', value, 0, 2 ** 31 - 1);
  }

  @Option({
    flags: '--scenarios',
    description:
      'instead: one loan each for on time, early, late then cured, partial, default, write-off with recovery, ' +
      'prepaid, reversed, recorded late',
  })
  scenarios(): boolean {
    return true;
  }

  @Option({
    flags: '--force',
    description: 'even in production, although the password of these users is public',
  })
  force(): boolean {
    return true;
  }

  protected async answer(_args: string[], options: DemoOptions): Promise<Answer> {
    if (options.loans > 0 && (options.customers === 0 || options.providers === 0)) {
      throw new UsageError('Loans need at least one customer and one provider.');
    }
    if (readConfig(process.env).production && !options.force) {
      throw new UsageError('NODE_ENV is production: demo data needs --force.');
    }
    if (options.scenarios) {
      const results = await this.platform.use((app) => seedScenarios(app, note));
      return { json: { scenarios: results, password: DEMO_PASSWORD }, text: scenarioReport(results) };
    }
    const result = await this.platform.use((app) => seedDemo(app, options, note));
    return { json: { ...result, password: DEMO_PASSWORD }, text: report(result) };
  }
}

function report(result: DemoResult): string {
  const { seed, currency, refused } = result;
  const name = (role: string) => `demo${String(seed)}-${role}-001`;
  return [
    `${String(result.customers)} customers and ${String(result.providers)} providers joined.`,
    `${String(result.loans)} loans of ${result.lent} ${currency}; ${String(result.paid_loans)} are paid.`,
    ...(refused > 0 ? [`${String(refused)} loans were refused: the providers had too little left.`] : []),
    `${String(result.payments)} payments brought back ${result.repaid} ${currency}.`,
    `Logins: ${name('customer')}, ${name('provider')} and so on, password ${DEMO_PASSWORD}`,
  ].join('\n');
}

function scenarioReport(results: readonly ScenarioResult[]): string {
  const rows = results.map((result) => [
    result.username,
    result.status,
    String(result.days_past_due),
    result.remaining_balance,
    result.loan,
    result.tells,
  ]);
  return [
    table([['login', 'status', 'days past due', 'left to pay', 'loan', 'what happened'], ...rows], [2, 3]),
    '',
    `Staff is scenario-staff, the lenders are scenario-lender-1 to -3; password ${DEMO_PASSWORD}.`,
  ].join('\n');
}
