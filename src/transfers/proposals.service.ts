import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows } from '../database/rows.js';
import type { Tx } from '../database/transactions.js';
import { Outbox } from '../events/outbox.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { Proposal } from './proposal.entity.js';

/** What a member of staff says should be done. */
export type Proposed = Pick<Proposal, 'kind' | 'subjectId' | 'outcome' | 'reason'> & { staffId: string };

const openOfAll = rowsOf(
  Proposal,
  'p',
  'WHERE p.subject_id = ANY ($1) AND p.kind = $2 AND p.ended_at IS NULL',
);

/** Four eyes: one member of staff proposes, another one says the same, and only then it is done. */
@Injectable()
export class Proposals {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Confirms the open proposal of another member of staff, and answers it; null when this is a new proposal, which takes
   * the place of another one. Throws `second_person_needed` to who repeats their own. The subject is locked.
   */
  async confirm(tx: Tx, { staffId, ...proposed }: Proposed): Promise<Proposal | null> {
    const [open] = await openOfAll(tx, [proposed.subjectId], proposed.kind);
    const now = this.clock.now();
    const isSame = open?.outcome === proposed.outcome;
    if (open && isSame && open.proposedBy === staffId) {
      throw new DomainError(
        'second_person_needed',
        'You have proposed this already. Another member of staff has to confirm it.',
        { outcome: open.outcome, proposed_at: open.proposedAt.toISOString() },
      );
    }
    if (open) {
      await this.endAll(tx, [open], staffId, isSame);
      if (isSame) return open;
    }
    const made: Proposal = {
      ...proposed,
      id: newId(),
      proposedBy: staffId,
      proposedAt: now,
      endedBy: null,
      endedAt: null,
      confirmed: null,
    };
    insertRows(tx, Proposal, [made]);
    const { told, data } = factsOf(made, staffId);
    this.outbox.add(tx, [{ ...told, type: 'proposal.made', data }]);
    return null;
  }

  /** The open proposal of a kind for a subject. */
  async openOf(tx: Tx, kind: Proposal['kind'], subjectId: string): Promise<Proposal | undefined> {
    return (await openOfAll(tx, [subjectId], kind))[0];
  }

  /** Ends the open proposals for these subjects, which are locked: a member of staff has decided otherwise. */
  async withdraw(
    tx: Tx,
    kind: Proposal['kind'],
    subjectIds: readonly string[],
    staffId: string,
  ): Promise<void> {
    const open = await openOfAll(tx, subjectIds, kind);
    if (open.length > 0) await this.endAll(tx, open, staffId, false);
  }

  /** A statement of its own, before another proposal takes the place of one. */
  private async endAll(
    tx: Tx,
    proposals: readonly Proposal[],
    staffId: string,
    confirmed: boolean,
  ): Promise<void> {
    await tx.query(
      'UPDATE proposals SET ended_by = $2, ended_at = $3, confirmed = $4 WHERE id = ANY ($1) AND ended_at IS NULL',
      [proposals.map(({ id }) => id), staffId, this.clock.now(), confirmed],
    );
    this.outbox.add(
      tx,
      proposals.map((proposal) => {
        const { told, data } = factsOf(proposal, staffId);
        return { ...told, type: 'proposal.ended' as const, data: { ...data, confirmed } };
      }),
    );
  }
}

/** What is told of a proposal, and who has done it. Reasons are texts that people typed: they stay here. */
function factsOf({ id, kind, subjectId }: Proposal, actorId: string) {
  const isOfTransfer = kind === 'resolve';
  return {
    told: { subjectId: id, customerId: isOfTransfer ? null : subjectId, actorId },
    data: { kind, transfer: isOfTransfer ? subjectId : null },
  };
}
