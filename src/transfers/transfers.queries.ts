import { Injectable } from '@nestjs/common';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { rowsOf, shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import { assertInOrder, oneOrMore, shownName } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { Instrument } from './instrument.entity.js';
import { Proposal } from './proposal.entity.js';
import { TransferStep } from './transfer-step.entity.js';
import { Transfer } from './transfer.entity.js';
import {
  SHOWN,
  toTransferResponse,
  type TransferDetailResponse,
  type TransferListQuery,
  type TransferProposalResponse,
  type TransferResponse,
  type TransferStepResponse,
} from './transfers.dto.js';

const transfers = shownRowsOf(Transfer, 't', SHOWN).and<{ loanNumber: number | null }>(
  { loanNumber: 'l.number' },
  'LEFT JOIN loans l ON l.id = t.loan_id',
);
/** Only staff see the name. */
const namedTransfers = transfers.and<{ partyName: string | null }>(
  { partyName: shownName('u') },
  'LEFT JOIN users u ON u.id = t.party_id',
);
const shownTo = (caller: Caller) => (isStaff(caller) ? namedTransfers : transfers);
const proposals = shownRowsOf(Proposal, 'p', ['outcome', 'reason', 'proposedBy', 'proposedAt']);
const stepRows = shownRowsOf(TransferStep, 's', [
  'fromState',
  'toState',
  'stands',
  'source',
  'at',
  'actorId',
]);
const kept = rowsOf(Instrument, 'i', "WHERE i.user_id = $1 AND i.state <> 'revoked' ORDER BY i.id DESC");

@Injectable()
export class TransfersQueries {
  constructor(
    private readonly replicas: Replicas,
    private readonly quickReads: QuickReads,
  ) {}

  /** What a user pays with and is paid to, newest first, without what was taken back. */
  instrumentsOf(userId: string): Promise<Instrument[]> {
    return kept(this.quickReads, userId);
  }

  /** A customer's or provider's own transfers, or all of them for staff. */
  list(query: TransferListQuery, url: string, caller: Caller): Promise<Page<TransferResponse>> {
    const { from, to, party, loan, direction } = query;
    assertStaffFilters(caller, { party });
    assertInOrder(['from', from], ['to', to]);
    return readPage(
      this.replicas,
      shownTo(caller),
      {
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
    const [row] = await shownTo(caller).find(this.quickReads, 'WHERE t.id = $1 AND ($2 OR t.party_id = $3)', [
      id,
      isStaff(caller),
      caller.id,
    ]);
    if (!row) throw notFound(id);
    const steps = await stepRows.find(this.quickReads, 'WHERE s.transfer_id = $1 ORDER BY s.entry_no', [id]);
    const proposal = row.state === 'review' && isStaff(caller) ? await this.proposalFor(id) : null;
    return { ...toTransferResponse(row), steps: steps.map((step) => toStepResponse(step, caller)), proposal };
  }

  private async proposalFor(id: string): Promise<TransferProposalResponse | null> {
    const where = "WHERE p.subject_id = $1 AND p.kind = 'resolve' AND p.ended_at IS NULL";
    const [open] = await proposals.find(this.quickReads, where, [id]);
    if (!open) return null;
    const { outcome, reason, proposedBy, proposedAt } = open;
    return { outcome, reason, proposed_by: proposedBy, proposed_at: proposedAt };
  }
}

function toStepResponse(step: RowOf<typeof stepRows>, caller: Caller): TransferStepResponse {
  const { fromState: from, toState: to, stands, source, at } = step;
  return { from, to, stands, source, at, actor: isStaff(caller) ? step.actorId : null };
}

export function notFound(id: string): DomainError {
  return new DomainError('transfer_not_found', `There is no transfer ${id}.`);
}
