import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { Proposals } from '../transfers/proposals.service.js';
import { changedBy, PartyFigures } from './party-figures.js';
import type { Outcome, ResolvePreviewResponse } from './transfer-commands.dto.js';
import { TransferResolutions } from './transfer-resolutions.service.js';

/** What it does to say where a transfer ended. */
@Injectable()
export class ResolutionPreviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly resolutions: TransferResolutions,
    private readonly proposals: Proposals,
    private readonly figures: PartyFigures,
  ) {}

  /**
   * What follows once two members of staff have said it, done and undone again. Throws what `resolve` does, but
   * `second_person_needed`: `confirms` says whether another one has proposed it already.
   */
  preview(id: string, outcome: Outcome, staffId: string): Promise<ResolvePreviewResponse> {
    return this.transactions.preview(async (tx) => {
      const transfer = await this.resolutions.resolvable(tx, id, outcome);
      const proposed = await this.proposals.openOf(tx, 'resolve', id);
      const { state, stands, currency } = transfer;
      const parties = {
        loanIds: transfer.loanId === null ? [] : [transfer.loanId],
        partyIds: transfer.partyId === null ? [] : [transfer.partyId],
      };
      const figures = await changedBy(
        () => this.figures.read(tx, parties, { currency, staffId }),
        () => this.resolutions.end(tx, transfer, outcome, { source: 'staff', actorId: staffId }),
      );
      return {
        transfer: id,
        confirms: proposed?.outcome === outcome && proposed.proposedBy !== staffId,
        state_before: state,
        state_after: transfer.state,
        stands_before: stands,
        stands_after: transfer.stands,
        currency,
        figures,
      };
    });
  }
}
