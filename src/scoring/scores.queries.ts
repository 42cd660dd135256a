import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Customer } from '../customers/customer.entity.js';
import { entityRowsOf, type Reader } from '../database/entity-columns.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { Replicas } from '../database/replicas.js';
import { creditScore, NO_LOANS, type Contribution } from '../lending/credit-score.js';
import {
  shownScores,
  toCreditScoreResponse,
  toScoreRecordResponse,
  type CreditScoreResponse,
  type ScoreHistoryQuery,
  type ScoreRecordResponse,
  type StoredScore,
} from './scores.dto.js';

/** For a customer without a history: nothing has happened yet, whatever the date. */
const NO_CONTRIBUTIONS = creditScore(NO_LOANS, '2000-01-01').contributions;

const scored = entityRowsOf(Customer, 'c', ['id', 'creditScore', 'scoredOn']).and<{
  contributions: Contribution[] | null;
}>(
  { contributions: 'h.contributions' },
  `LEFT JOIN LATERAL (
     SELECT s.contributions FROM credit_scores s WHERE s.customer_id = c.id ORDER BY s.entry_no DESC LIMIT 1
   ) h ON true`,
);

@Injectable()
export class ScoresQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly replicas: Replicas,
    private readonly bankConfig: BankConfigQueries,
  ) {}

  /** A customer's stored score, with the bands in force. Throws `customer_not_found`. */
  async getScore(customerId: string): Promise<CreditScoreResponse> {
    const [[stored], config] = await Promise.all([
      storedScores(this.db.manager, [customerId]),
      this.bankConfig.inForce(),
    ]);
    if (!stored) throw noSuchCustomer(customerId);
    return toCreditScoreResponse(stored, config);
  }

  /** Every change of a customer's score; throws `customer_not_found`. */
  async history(
    customerId: string,
    query: ScoreHistoryQuery,
    url: string,
  ): Promise<Page<ScoreRecordResponse>> {
    const known: unknown[] = await this.db.query('SELECT id FROM customers WHERE id = $1', [customerId]);
    if (known.length === 0) throw noSuchCustomer(customerId);
    return readPage(
      this.replicas,
      shownScores,
      {
        by: 'entryNo',
        where: conditions({ 's.customer_id = $?': customerId }),
        query,
        url,
        exactCount: true,
        indexed: true,
      },
      toScoreRecordResponse,
    );
  }

  async isAnyDue(): Promise<boolean> {
    const [row]: { due: boolean }[] = await this.db.query('SELECT EXISTS (SELECT FROM score_due) AS due');
    return row?.due === true;
  }
}

/** Scores with their contributions, by id; customers that do not exist are left out. */
export async function storedScores(manager: Reader, customerIds: readonly string[]): Promise<StoredScore[]> {
  const rows = await scored.find(manager, 'WHERE c.id = ANY ($1) ORDER BY c.id', [customerIds]);
  return rows.map((row) => ({ ...row, contributions: row.contributions ?? NO_CONTRIBUTIONS }));
}

function noSuchCustomer(id: string): DomainError {
  return new DomainError('customer_not_found', `There is no customer ${id}.`);
}
