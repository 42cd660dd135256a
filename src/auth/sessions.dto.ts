import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

export class EndSessionsQuery {
  @ApiPropertyOptional({ description: '`1` keeps the current session.', enum: ['1'], example: '1' })
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
   * Whether this is the current session.
   * @example true
   */
  current!: boolean;
  /**
   * When the user signed in.
   * @example "2026-11-23T10:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  created_at!: string;
  /**
   * When its tokens were last renewed, which happens every 15 minutes while it is in use.
   * @example "2026-11-23T10:15:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  last_used_at!: string;
  /** @example "2026-12-23T10:15:00.000Z" */
  @ApiProperty({ format: 'date-time' })
  expires_at!: string;
  /**
   * The address of the sign-in, an IPv6 address by its network; empty if unknown.
   * @example "198.51.100.7"
   */
  address!: string;
  /**
   * The User-Agent of the browser or program at sign-in.
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
