import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';
import { IfSent } from '../http/if-sent.js';

export class RedactLinesDto {
  @ApiPropertyOptional({
    description: 'A customer or provider: all lines that are explained by its money.',
    format: 'uuid',
    example: '0198c0de-2222-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID()
  party?: string;

  @ApiPropertyOptional({
    description: 'Up to 100 lines that are explained, such as those of somebody who is not a customer.',
    type: [String],
    format: 'uuid',
    example: ['0198c0de-5555-7000-8000-000000000001'],
  })
  @IfSent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true, message: '$property must be ids of lines.' })
  lines?: string[];
}

export class RedactedLinesResponse {
  /**
   * How many lines said something that they do not say any more.
   * @example 3
   */
  redacted!: number;
}
