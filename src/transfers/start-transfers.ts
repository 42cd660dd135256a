import type { Outcome } from '../commands/batcher.js';
import { CommandAnswer } from '../commands/money-commands.js';
import type { Tx } from '../database/transactions.js';
import type { KnownGateways } from './known-gateways.js';
import type { StartedTransferResponse } from './started-transfer.dto.js';
import type { Transfers, TransferWish } from './transfers.service.js';

/** Opens what is wished for, in one statement, and answers it beside the refusals. `sendOpened` has to follow. */
export function openEach(
  tx: Tx,
  transfers: Transfers,
  wanted: readonly Outcome<{ wish: TransferWish; expectedOn: string }>[],
): Outcome<StartedTransferResponse>[] {
  const opened = transfers.open(
    tx,
    wanted.flatMap((outcome) => ('value' in outcome ? [{ ...outcome.value.wish, sentByRequest: true }] : [])),
  );
  const next = opened.values();
  return wanted.map((outcome) => {
    if ('refusal' in outcome) return outcome;
    const transfer = next.next().value;
    if (!transfer) throw new Error('a transfer was not opened');
    const { id, state, gateway } = transfer;
    return { value: { transfer: id, state, gateway, expected_on: outcome.value.expectedOn } };
  });
}

/** Sends what an answer says was opened, unless it repeats an earlier one; nobody waits for it if that takes long. */
export async function sendOpened(
  answer: CommandAnswer<StartedTransferResponse>,
  gateways: KnownGateways,
): Promise<CommandAnswer<StartedTransferResponse>> {
  if (answer.replayed) return answer;
  const { transfer, gateway } = answer.body;
  const sent = await gateways.get(gateway).send(transfer);
  return new CommandAnswer(answer.status, { ...answer.body, ...sent }, false);
}
