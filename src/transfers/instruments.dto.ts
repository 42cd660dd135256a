import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import {
  INSTRUMENT_KINDS,
  INSTRUMENT_STATES,
  type Instrument,
  type InstrumentKind,
  type InstrumentState,
} from './instrument.entity.js';

export class InstrumentListQuery {
  /**
   * Staff only, and required for them: whose.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  party?: string;
}

export class InstrumentResponse {
  /** @example "0198c0de-abcd-7000-8000-000000000001" */
  id!: string;
  /** @example "sandbox" */
  gateway!: string;
  /** @example "card" */
  @ApiProperty({ enum: INSTRUMENT_KINDS })
  kind!: InstrumentKind;
  /**
   * What you know it by.
   * @example "Test card ok"
   */
  label!: string;
  /** @example "usable" */
  @ApiProperty({ enum: INSTRUMENT_STATES })
  state!: InstrumentState;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

export class InstrumentListResponse {
  results!: InstrumentResponse[];
}

export function toInstrumentResponse(instrument: Instrument): InstrumentResponse {
  const { id, gateway, kind, label, state, createdAt } = instrument;
  return { id, gateway, kind, label, state, created_at: createdAt.toISOString() };
}
