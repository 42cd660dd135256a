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

/** The dependencies of the instance, one by one. */
export class ReadyResponse {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  status!: 'ok';
  /** The dependencies that are up. */
  info!: PartsResponse;
  /** The dependencies that are down: none, in this answer. */
  error!: PartsResponse;
  /** All dependencies. */
  details!: PartsResponse;
}
