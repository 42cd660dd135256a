import { ApiProperty } from '@nestjs/swagger';

export class LiveResponse {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  status!: 'ok';
}

class PartResponse {
  @ApiProperty({ enum: ['up', 'down'], example: 'up' })
  status!: 'up' | 'down';
  /**
   * Milliseconds.
   * @example 1
   */
  responseTime?: number;
}

class PartsResponse {
  database?: PartResponse;
}

/** What the instance needs, part by part. */
export class ReadyResponse {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  status!: 'ok';
  /** What is up. */
  info!: PartsResponse;
  /** What is not: nothing, in this answer. */
  error!: PartsResponse;
  /** Both. */
  details!: PartsResponse;
}
