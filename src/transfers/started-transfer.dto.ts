import { ApiProperty } from '@nestjs/swagger';
import { TRANSFER_STATES, type TransferState } from './transfer-states.js';

/** What the person who pays still has to do, at the gateway itself. */
export class TransferActionResponse {
  /**
   * Where to confirm it.
   * @example "https://gateway.example.org/confirm/0198c0de"
   */
  url?: string;
  /**
   * What to give to the gateway's own fields.
   * @example "sandbox_secret_0198c0de"
   */
  client_secret?: string;
}

/** A transfer that was opened: the money is not here yet. */
export class StartedTransferResponse {
  /**
   * `GET /api/transfers/{id}/` says what became of it.
   * @example "0198c0de-7a7a-7000-8000-000000000001"
   */
  transfer!: string;
  /** @example "pending" */
  @ApiProperty({ enum: TRANSFER_STATES })
  state!: TransferState;
  /** @example "sandbox" */
  gateway!: string;
  /**
   * The business date on which the money should be in the bank.
   * @example "2026-11-25"
   */
  expected_on!: string;
  /** What you still have to do, if anything. `POST /api/transfers/{id}/refresh/` says it again. */
  action?: TransferActionResponse;
}
