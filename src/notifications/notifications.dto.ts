import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { LANGUAGES } from '../auth/languages.js';
import { TOPICS, type Topic } from '../bank-config/letter-topics.js';
import { IfSent } from '../http/if-sent.js';
import { IsOneOrMoreOf } from '../http/filters.js';
import { PageQuery } from '../http/paging.js';
import { NOTIFICATION_STATES, REASONS, SENT_BY, type Reason } from './notification.entity.js';
import { CHANNELS, type ChannelName } from './topics.js';

export class NotificationListQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Staff: letters to this user.',
    format: 'uuid',
    example: '0198c0de-2222-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID(undefined, { message: 'user must be the id of a user.' })
  user?: string;

  @ApiPropertyOptional({ description: 'Letters about this.', enum: TOPICS, example: 'receipt' })
  @IfSent()
  @IsIn(TOPICS)
  topic?: Topic;

  @IsOneOrMoreOf(NOTIFICATION_STATES, 'What became of them')
  state?: string;
}

/** A letter without its text. */
export class NotificationResponse {
  /** @example "0198c0de-1e77-7000-8000-000000000001" */
  id!: string;
  /**
   * Whom it is for.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  user!: string;
  /**
   * First and last name, else the username.
   * @example "Amina Yusuf"
   */
  user_name!: string;
  @ApiProperty({ enum: TOPICS, example: 'receipt' })
  topic!: Topic;
  @ApiProperty({ enum: CHANNELS, example: 'email' })
  channel!: ChannelName;
  /**
   * The event that it tells of; `forgotten` and `invitation` are letters with a link to choose a
   * password; `password_changed`, `email_changed`, `email_left` (at the address before it), `factor_on`,
   * `factor_added`, `factor_removed`, `factor_off` and `recovery_code_used` tell of a change.
   * @example "payment.received"
   */
  happened!: string;
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  @ApiProperty({ type: String, nullable: true })
  loan!: string | null;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  @ApiProperty({ type: String, nullable: true })
  loan_number!: string | null;
  /**
   * `waiting`: it goes out soon, or is tried again at `next_attempt_at`; `sending`: it is under way; `suppressed`: it was
   * not to be sent any more; `failed`: nothing more is tried by itself.
   */
  @ApiProperty({ enum: NOTIFICATION_STATES, example: 'sent' })
  state!: (typeof NOTIFICATION_STATES)[number];
  /** Why it was suppressed or has failed. */
  @ApiProperty({ enum: REASONS, nullable: true, example: null })
  reason!: Reason | null;
  /**
   * What the server said last, where it was not taken.
   * @example "451 4.3.0 Try again later"
   */
  @ApiProperty({ type: String, nullable: true })
  detail!: string | null;
  /**
   * Whether it may have gone out twice: a process died, or a connection was lost, while it was under way.
   * @example false
   */
  repeated!: boolean;
  /**
   * Where it went.
   * @example "amina@example.org"
   */
  @ApiProperty({ type: String, nullable: true })
  address!: string | null;
  /** @example "Your payment of USD 87.50" */
  @ApiProperty({ type: String, nullable: true })
  subject!: string | null;
  /** `log`: it was written to the log of the server, and nobody got it. */
  @ApiProperty({ enum: SENT_BY, nullable: true, example: 'smtp' })
  sent_by!: (typeof SENT_BY)[number] | null;
  /** @example "2026-11-23T10:00:01.000Z" */
  @ApiProperty({ type: String, nullable: true })
  sent_at!: string | null;
  /** @example "2026-11-23T10:01:00.000Z" */
  @ApiProperty({ type: String, nullable: true })
  next_attempt_at!: string | null;
  /** @example 1 */
  attempts!: number;
  /**
   * The letter that staff have had sent again.
   * @example "0198c0de-1e78-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  again_of!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

/** A letter as it was sent. */
export class NotificationDetailResponse extends NotificationResponse {
  /**
   * The very text, but for codes; null before it is written, and after 90 days.
   * @example "Dear Amina,\n\nWe received your payment of USD 87.50 on loan 4821093755."
   */
  @ApiProperty({ type: String, nullable: true })
  body!: string | null;
  @ApiProperty({ enum: LANGUAGES, nullable: true, example: 'en' })
  locale!: (typeof LANGUAGES)[number] | null;
  /**
   * The version of its template; 0 is the platform's own.
   * @example 0
   */
  @ApiProperty({ type: Number, nullable: true })
  template_version!: number | null;
  /** @example "<0198c0de-1e77-7000-8000-000000000001@bank.example>" */
  @ApiProperty({ type: String, nullable: true })
  message_id!: string | null;
}

export class NotificationListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/notifications/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/notifications/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: NotificationResponse[];
}
