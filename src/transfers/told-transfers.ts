import type { Happening } from '../events/outbox.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { TransferState } from './transfer-states.js';
import type { TransferStep } from './transfer-step.entity.js';
import type { Transfer } from './transfer.entity.js';

/** What is told of a transfer that has just come to its state; `before` is null for one that was opened. */
function changeOf(transfer: Transfer, before: TransferState | null, actorId: string | null): Happening {
  const { id, state, purpose, amount, currency, loanId, partyId } = transfer;
  const isProviders = purpose === 'provider_deposit' || purpose === 'provider_withdrawal';
  return {
    type: 'transfer.changed',
    subjectId: id,
    ...(loanId !== null && { loanId }),
    [isProviders ? 'providerId' : 'customerId']: partyId,
    actorId,
    data: { state, before, purpose, amount: formatMoney(amount, currencyDecimals(currency)), currency },
  };
}

/** The same for transfers that were opened. */
export function openingsOf(transfers: readonly Transfer[]): Happening[] {
  return transfers.map((transfer) => changeOf(transfer, null, transfer.requestedBy));
}

/** The same for the steps of these transfers that changed their state, in order. */
export function changesOf(transfers: readonly Transfer[], steps: readonly TransferStep[]): Happening[] {
  const known = new Map(transfers.map((transfer) => [transfer.id, transfer]));
  return steps.flatMap(({ transferId, fromState, toState, actorId }) => {
    const transfer = known.get(transferId);
    if (!transfer) throw new Error(`transfer ${transferId} is not saved with its step`);
    return fromState === toState ? [] : [changeOf({ ...transfer, state: toState }, fromState, actorId)];
  });
}
