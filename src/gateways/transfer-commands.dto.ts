import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IsAmount } from '../http/amounts.js';
import { IfSent } from '../http/if-sent.js';
import { INSTRUMENT_KINDS, type InstrumentKind } from '../transfers/instrument.entity.js';
import { InstrumentResponse } from '../transfers/instruments.dto.js';
import { STANDS, TRANSFER_STATES, type Stands, type TransferState } from '../transfers/transfer-states.js';
import { PARTY_FIGURES, type PartyFigure } from './party-figures.js';

export const OUTCOMES = ['failed', 'succeeded', 'settled', 'paid', 'returned', 'lost'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export class ResolveTransferDto {
  /**
   * What the gateway's own page, or the bank's statement, says of it. `lost`: it counts, and its money will never arrive;
   * the house bears that. Money that goes out ends as `paid`, `failed` or `returned`.
   * @example "settled"
   */
  @ApiProperty({ enum: OUTCOMES })
  @IsIn(OUTCOMES)
  outcome!: Outcome;

  /**
   * How you know. It is kept with the transfer.
   * @example "Payout po_123 of the gateway has it."
   */
  @IsString()
  @Matches(/\S/, { message: 'reason must say how you know.' })
  @MaxLength(200)
  reason!: string;
}

/** A figure of a loan, a customer or a provider that resolving a transfer changes. */
export class TransferFigureResponse {
  /** @example "remaining_balance" */
  @ApiProperty({ enum: PARTY_FIGURES })
  figure!: PartyFigure;
  /**
   * Of which loan, customer or provider.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  id!: string;
  /** @example "1050.00" */
  before!: string;
  /** @example "962.50" */
  after!: string;
}

/** What follows once two members of staff say where a transfer ended. */
export class ResolvePreviewResponse {
  /** @example "0198c0de-7a7a-7000-8000-000000000001" */
  transfer!: string;
  /**
   * Whether another member of staff has said the same, so that saying it now does it; else it is a proposal.
   * @example false
   */
  confirms!: boolean;
  /** @example "review" */
  @ApiProperty({ enum: TRANSFER_STATES })
  state_before!: TransferState;
  /** @example "settled" */
  @ApiProperty({ enum: TRANSFER_STATES })
  state_after!: TransferState;
  /** @example "credited" */
  @ApiProperty({ enum: STANDS })
  stands_before!: Stands;
  /** @example "settled" */
  @ApiProperty({ enum: STANDS })
  stands_after!: Stands;
  /** @example "USD" */
  currency!: string;
  /** Only those that change. */
  figures!: TransferFigureResponse[];
}

export class ResendTransferDto {
  /**
   * Another bank account of the same party (`GET /api/instruments/?party=`).
   * @example "0198c0de-abcd-7000-8000-000000000001"
   */
  @IsUUID()
  instrument!: string;
}

export class SetUpInstrumentDto {
  /** @example "sandbox" */
  @IsString()
  @MaxLength(50)
  gateway!: string;

  /** @example "card" */
  @ApiProperty({ enum: INSTRUMENT_KINDS })
  @IsIn(INSTRUMENT_KINDS)
  kind!: InstrumentKind;

  /**
   * Sandbox only: what becomes of payments with it, such as `ok`, `insufficient` or `return_after_5d`.
   * @example "ok"
   */
  @IfSent()
  @IsString()
  @MaxLength(50)
  token?: string;

  /**
   * Whether the number is typed on a page of the gateway's own, `url`, from where the person comes back to the portal. A page
   * that sends people there needs no script of the gateway. Without it the number is typed into the gateway's own fields.
   * @example false
   */
  @IfSent()
  @IsBoolean()
  on_page?: boolean;
}

/** An instrument, and what the gateway's own fields or page need to ask for its number. */
export class SetUpInstrumentResponse extends InstrumentResponse {
  /**
   * The page of the gateway, good for a day; null without `on_page`, and in the sandbox, which asks for no number.
   * @example "https://checkout.stripe.com/c/pay/cs_test_a1b2c3"
   */
  @ApiProperty({ type: String, nullable: true })
  url!: string | null;
  /**
   * For the gateway's own fields; empty with a page.
   * @example "sandbox_0198c0de-abcd-7000-8000-000000000001"
   */
  client_secret!: string;
}

export class DepositDto {
  @IsAmount('2500.00')
  amount!: string;

  /**
   * One of your cards or bank accounts.
   * @example "0198c0de-abcd-7000-8000-000000000001"
   */
  @IsUUID()
  instrument!: string;
}

export class GatewayParam {
  @ApiProperty({ description: 'A gateway that this bank uses.', example: 'sandbox' })
  @IsString()
  @MaxLength(50)
  name!: string;
}

/** Gateways read nothing but the status. */
export class EventReceivedResponse {
  /**
   * Always true: a message that was kept before is received too.
   * @example true
   */
  received!: boolean;
}
