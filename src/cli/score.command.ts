import type { INestApplicationContext } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Command, Option } from 'nest-commander';
import { AccountsQueries } from '../auth/accounts.queries.js';
import { DomainError } from '../runtime/problems.js';
import { BEFORE_ALL_IDS } from '../database/chunks-by-id.js';
import { PATIENT, Transactions } from '../database/transactions.js';
import { Scorer } from '../scoring/scorer.service.js';
import {
  ScoreHistoryQuery,
  type CreditScoreResponse,
  type ScoreRecordResponse,
} from '../scoring/scores.dto.js';
import { ScoresQueries } from '../scoring/scores.queries.js';
import { CliCommand } from './cli-command.js';
import { note, table, UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

interface Options {
  history?: boolean;
  recompute?: boolean;
}

@Command(SUMMARIES.score)
export class ScoreCommand extends CliCommand<Options> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--history', description: 'the history of the score, newest first' })
  history(): boolean {
    return true;
  }

  @Option({ flags: '--recompute', description: 'recompute the scores of all customers' })
  recompute(): boolean {
    return true;
  }

  protected answer([customer]: string[], options: Options): Promise<Answer> {
    if (options.recompute) {
      if (customer !== undefined || options.history) {
        return Promise.reject(
          new UsageError('--recompute is for all customers and takes no other arguments.'),
        );
      }
      return this.platform.use(recomputeAll);
    }
    if (customer === undefined) {
      return Promise.reject(new UsageError('Name a customer by username or id, or use --recompute.'));
    }
    return this.platform.use(async (app) => {
      const id = await idOf(app, customer);
      return options.history ? historyOf(app, id) : scoreOf(await app.get(ScoresQueries).getScore(id));
    });
  }
}

async function idOf(app: INestApplicationContext, customer: string): Promise<string> {
  if (isUUID(customer)) return customer.toLowerCase();
  const user = await app.get(AccountsQueries).findByUsername(customer);
  if (user?.role === 'customer') return user.id;
  throw new DomainError('customer_not_found', `There is no customer "${customer}".`);
}

function scoreOf(shown: CreditScoreResponse): Answer {
  const { score, base, contributions, band, scored_on: on, may_borrow: mayBorrow, advice } = shown;
  const rows = [
    ['', 'points', 'reason'],
    ['base', String(base), 'Everybody starts here.'],
    ...contributions.map(({ name, points, reason }) => [name, signed(points), reason]),
    ['score', String(score), on === null ? 'Nothing has happened yet.' : `As of ${on}.`],
  ];
  const standing = mayBorrow
    ? `Band: ${band ?? 'none'}.`
    : 'Below the lowest band: loan requests are refused.';
  const text = [table(rows, [1]), '', standing, ...advice.map((sentence) => `- ${sentence}`)].join('\n');
  return { json: shown, text };
}

/** At most as many as one page of the API, newest first. */
async function historyOf(app: INestApplicationContext, id: string): Promise<Answer> {
  const query = Object.assign(new ScoreHistoryQuery(), { limit: 100 });
  const { results, count } = await app.get(ScoresQueries).history(id, query, 'http://localhost/');
  const heading = ['date', 'score', 'band', 'causes', 'points'];
  const lines = results.map((record) => [
    record.business_date,
    String(record.score),
    record.band ?? '-',
    record.causes.join(', '),
    pointsOf(record),
  ]);
  const more = (count ?? 0) - results.length;
  const text = [table([heading, ...lines], [1]), ...(more > 0 ? [`and ${String(more)} older`] : [])].join(
    '\n',
  );
  return { json: { customer: id, count, results }, text: lines.length === 0 ? 'No history yet.' : text };
}

function pointsOf({ contributions }: ScoreRecordResponse): string {
  return contributions
    .filter(({ points }) => points !== 0)
    .map(({ name, points }) => `${name} ${signed(points)}`)
    .join(', ');
}

function signed(points: number): string {
  return points > 0 ? `+${String(points)}` : String(points);
}

const NOTE_EVERY_MS = 1000;

/** Works in chunks, each in its own transaction, so that an interrupted run keeps what is done. */
async function recomputeAll(app: INestApplicationContext): Promise<Answer> {
  const [transactions, scorer] = [app.get(Transactions), app.get(Scorer)];
  const total = { customers: 0, changed: 0 };
  let noted = Date.now();
  for (let after = BEFORE_ALL_IDS; ;) {
    const { ids, changed } = await transactions.run((tx) => scorer.scoreNext(tx, after), PATIENT);
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    total.customers += ids.length;
    total.changed += changed;
    if (Date.now() - noted < NOTE_EVERY_MS) continue;
    noted = Date.now();
    note(`${String(total.customers)} customers`);
  }
  const { customers, changed } = total;
  return {
    json: total,
    text: `Computed the scores of ${String(customers)} customers; ${String(changed)} changed.`,
  };
}
