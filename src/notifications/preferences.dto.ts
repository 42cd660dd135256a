import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, Matches } from 'class-validator';
import { TOPICS, type Topic } from '../bank-config/letter-topics.js';
import { CHANNELS, type ChannelName } from './topics.js';

export class ChangePreferenceDto {
  @ApiProperty({ enum: TOPICS, example: 'reminder' })
  @IsIn(TOPICS)
  topic!: Topic;

  @ApiProperty({ enum: CHANNELS, example: 'email' })
  @IsIn(CHANNELS)
  channel!: ChannelName;

  /**
   * Whether such letters shall come.
   * @example false
   */
  @IsBoolean()
  wanted!: boolean;
}

export class PreferenceResponse {
  @ApiProperty({ enum: TOPICS, example: 'reminder' })
  topic!: Topic;
  @ApiProperty({ enum: CHANNELS, example: 'email' })
  channel!: ChannelName;
  /** @example true */
  wanted!: boolean;
  /**
   * It always comes.
   * @example false
   */
  required!: boolean;
}

export class PreferenceListResponse {
  results!: PreferenceResponse[];
}

export class UnsubscribeParams {
  /** From the link in a letter. */
  @ApiProperty({
    pattern: String.raw`^[\w.-]{1,200}$`,
    example:
      '0198c0de-2233-7000-8000-000000000001.reminder.email.9Yk0bq4f1oQd3m5n7p9r1t3v5x7z9B1D3F5H7J9L1N3',
  })
  @Matches(/^[\w.-]{1,200}$/, { message: 'token must be as in the letter.' })
  token!: string;
}

/** What a link turns off. */
export class UnsubscribeResponse {
  @ApiProperty({ enum: TOPICS, example: 'reminder' })
  topic!: Topic;
  @ApiProperty({ enum: CHANNELS, example: 'email' })
  channel!: ChannelName;
  /**
   * Whether such letters come.
   * @example true
   */
  wanted!: boolean;
}
