import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches } from 'class-validator';
import { isStaff, type Caller } from '../auth/access.js';
import { IfSent } from '../http/if-sent.js';
import { NAMED_LINE } from '../http/plain-text.js';
import { DomainError } from '../runtime/problems.js';
import { METHODS, type Method } from './till-receipt.entity.js';

const REFERENCE_MAX = 140;

/** How money that staff take in or hand out comes or goes. */
function IsMethod(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      description: 'Staff only: how the money came or went. Left out: in cash.',
      enum: METHODS,
      example: 'cheque',
    }),
    IfSent(),
    IsIn(METHODS),
  );
}

function IsReference(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      description: 'Staff only: the number of the cheque or the transfer.',
      minLength: 1,
      maxLength: REFERENCE_MAX,
      example: 'CHQ 004711',
    }),
    IfSent(),
    IsString(),
    Length(1, REFERENCE_MAX),
    Matches(NAMED_LINE, {
      message: '$property must have a letter or a digit, and no control characters.',
    }),
  );
}

/** What a request says about money that goes over the counter. */
export class OverTheCounterDto {
  @IsMethod()
  method?: Method;

  @IsReference()
  reference?: string;
}

/** The fields of a receipt in answers. */
export class ReceiptFields {
  /**
   * How the money came or went, if staff took it or gave it; otherwise null.
   * @example "cheque"
   */
  @ApiProperty({ enum: METHODS, nullable: true })
  method!: Method | null;
  /** @example "CHQ 004711" */
  @ApiProperty({ type: String, nullable: true })
  reference!: string | null;
  /**
   * The number of the receipt: date, teller, place in the teller's day. Null where staff took or gave nothing, and in a
   * preview.
   * @example "2026-11-23/MEI/0042"
   */
  @ApiProperty({ type: String, nullable: true })
  receipt_number!: string | null;
}

export const NO_RECEIPT: ReceiptFields = { method: null, reference: null, receipt_number: null };

/** How money goes over the counter, and who is there for the bank. */
export interface OverTheCounter {
  tellerId: string;
  method: Method | undefined;
  reference: string | null;
}

/** Who takes or gives the money, if staff do; null for others. Throws `forbidden` when these say how. */
export function overTheCounter(
  { method, reference }: OverTheCounterDto,
  caller: Caller,
): OverTheCounter | null {
  if (isStaff(caller)) return { tellerId: caller.id, method, reference: reference?.trim() ?? null };
  if (method === undefined && reference === undefined) return null;
  throw new DomainError('forbidden', 'Only bank staff say how money came: leave method and reference out.');
}
