import { Injectable } from '@nestjs/common';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import { assertInOrder, oneOrMore } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import type { TransferState, Stands } from './transfer-states.js';
import type { StepSource } from './transfer-step.entity.js';
import {
  toTransferResponse,
  type TransferDetailResponse,
  type TransferListQuery,
  type TransferResponse,
  type TransferRow,
  type TransferStepResponse,
} from './transfers.dto.js';

const COLUMNS = `t.id, t.direction, t.purpose, t.party_id, t.loan_id, t.amount, t.fee, t.currency, t.gateway,
  t.instrument_id, t.state, t.state_since, t.stands, t.counts_from, t.failure_code, t.failure_text, t.created_at`;

interface StepRow {
  from_state: TransferState | null;
  to_state: TransferState;
  stands: Stands;
  source: StepSource;
  at: Date;
  actor_id: string | null;
}

@Injectable()
export class TransfersQueries {
  constructor(
    private readonly replicas: Replicas,
    private readonly quickReads: QuickReads,
  ) {}

  /** A customer's or provider's own transfers, or all of them for staff. */
  list(query: TransferListQuery, url: string, caller: Caller): Promise<Page<TransferResponse>> {
    const { from, to, party, loan, direction } = query;
    assertStaffFilters(caller, { party });
    assertInOrder(['from', from], ['to', to]);
    return readPage(
      this.replicas,
      {
        columns: COLUMNS,
        from: 'transfers t',
        id: 't.id',
        where: conditions({
          't.party_id = $?': isStaff(caller) ? party : caller.id,
          't.loan_id = $?': loan,
          't.direction = $?': direction,
          't.state = ANY ($?)': oneOrMore(query.state),
          't.counts_from >= $?': from,
          't.counts_from <= $?': to,
        }),
        query,
        url,
        exactCount: !isStaff(caller) || query.count === 'exact',
        indexed: [direction, query.state, from, to].every((sent) => sent === undefined),
      },
      toTransferResponse,
    );
  }

  /** Throws `transfer_not_found`, also for another party's transfer. */
  async getTransfer(id: string, caller: Caller): Promise<TransferDetailResponse> {
    const [row]: TransferRow[] = await this.quickReads.query(
      `SELECT ${COLUMNS} FROM transfers t WHERE t.id = $1 AND ($2 OR t.party_id = $3)`,
      [id, isStaff(caller), caller.id],
    );
    if (!row) throw notFound(id);
    const steps: StepRow[] = await this.quickReads.query(
      `SELECT s.from_state, s.to_state, s.stands, s.source, s.at, s.actor_id FROM transfer_steps s
       WHERE s.transfer_id = $1 ORDER BY s.entry_no`,
      [id],
    );
    return { ...toTransferResponse(row), steps: steps.map((step) => toStepResponse(step, caller)) };
  }
}

function toStepResponse(step: StepRow, caller: Caller): TransferStepResponse {
  return {
    from: step.from_state,
    to: step.to_state,
    stands: step.stands,
    source: step.source,
    at: step.at.toISOString(),
    actor: isStaff(caller) ? step.actor_id : null,
  };
}

export function notFound(id: string): DomainError {
  return new DomainError('transfer_not_found', `There is no transfer ${id}.`);
}
