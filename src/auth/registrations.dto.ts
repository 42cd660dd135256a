import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches } from 'class-validator';
import { IfSent } from '../http/if-sent.js';
import { NAMED_LINE } from '../http/plain-text.js';
import { USERNAME, USERNAME_RULE } from './credentials.js';
import { LANGUAGES, type Language } from './languages.js';
import { UpdateProfileDto } from './profile.dto.js';

/** A person who has come to the counter. */
export class RegisterPersonDto extends OmitType(UpdateProfileDto, ['first_name', 'language']) {
  /**
   * The first name, or the whole one where there is only one.
   * @example "Ada"
   */
  @IsString()
  @Length(1, 150)
  @Matches(NAMED_LINE, { message: '$property must have a letter, and no control characters.' })
  first_name!: string;

  /**
   * Letters, digits and _ . @ + - only. Left out: made up from the number.
   * @example "ada.okoye"
   */
  @ApiProperty({ minLength: 3, maxLength: 150, pattern: USERNAME.source, required: false })
  @IfSent()
  @IsString()
  @Matches(USERNAME, { message: USERNAME_RULE })
  username?: string;

  /** The language in which the portal and letters speak to the person. */
  @ApiProperty({ enum: LANGUAGES, required: false, example: 'es' })
  @IfSent()
  @IsIn(LANGUAGES)
  language?: Language;
}

/** Somebody who may be the same person. */
export class LookAlikeResponse {
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  id!: string;
  /** @example "customer" */
  @ApiProperty({ enum: ['customer', 'provider', 'staff', 'admin'] })
  role!: string;
  /** @example "Ada Okoye" */
  name!: string;
  /** @example "ada" */
  username!: string;
  /**
   * What is the same.
   * @example ["name","phone"]
   */
  @ApiProperty({ enum: ['name', 'email', 'phone'], isArray: true })
  same!: ('name' | 'email' | 'phone')[];
}

/** Who looks like a person that is to be registered. */
export class LookAlikesResponse {
  /** At most twenty. */
  look_alikes!: LookAlikeResponse[];
}

/** The person who was registered, without a login so far. */
export class RegisteredResponse extends LookAlikesResponse {
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  id!: string;
  /**
   * The number that people say, with its check digit.
   * @example "4821093759"
   */
  number!: string;
  /** @example "c4821093759" */
  username!: string;
  /** @example "customer" */
  @ApiProperty({ enum: ['customer', 'provider'] })
  role!: 'customer' | 'provider';
  /** @example "Ada" */
  first_name!: string;
  /** @example "Okoye" */
  last_name!: string;
  /** @example "ada@example.org" */
  email!: string;
  /** @example "+234 800 000 0000" */
  phone!: string;
  /** @example "12 Harbour Road, Lagos" */
  address!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}
