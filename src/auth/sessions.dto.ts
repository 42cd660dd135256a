import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

export class EndSessionsQuery {
  @ApiPropertyOptional({ description: '`1` keeps the session that asks.', enum: ['1'], example: '1' })
  @IsOptional()
  @IsIn(['1'])
  keep_current?: '1';
}

/** One place where the user is signed in. */
export class SessionResponse {
  /** @example "0198c0de-aaaa-7000-8000-000000000001" */
  @ApiProperty({ format: 'uuid' })
  id!: string;
  /**
   * Whether it is the session that asks.
   * @example true
   */
  current!: boolean;
  /**
   * When its user signed in.
   * @example "2026-11-23T10:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  created_at!: string;
  /**
   * When it was given tokens the last time, which is every 15 minutes while it is used.
   * @example "2026-11-23T10:15:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  last_used_at!: string;
  /** @example "2026-12-23T10:15:00.000Z" */
  @ApiProperty({ format: 'date-time' })
  expires_at!: string;
  /**
   * From where its user signed in, an IPv6 address by its network; empty where that is not known.
   * @example "198.51.100.7"
   */
  address!: string;
  /**
   * What the browser or program called itself then.
   * @example "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0"
   */
  user_agent!: string;
}

export class SessionListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/auth/sessions/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/auth/sessions/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: SessionResponse[];
}
