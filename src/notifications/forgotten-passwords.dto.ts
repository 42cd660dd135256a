import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class ForgotPasswordDto {
  /** @example "c4821093759" */
  @IsString()
  @Length(1, 150)
  username!: string;
}

export class ForgotPasswordResponse {
  /**
   * As it was sent.
   * @example "c4821093759"
   */
  username!: string;
}

export class InvitationResponse {
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  user!: string;
  /**
   * Until when the link works.
   * @example "2026-11-24T10:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  expires_at!: string;
}
