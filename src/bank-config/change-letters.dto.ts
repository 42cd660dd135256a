import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayUnique, IsArray, IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { LANGUAGES, type Language } from '../auth/languages.js';
import { IfSent } from '../http/if-sent.js';
import { LINES } from '../http/plain-text.js';
import { CHOSEN_BY_BANK, type Topic } from './letter-topics.js';
import { ChangeRealMoneyDto } from './real-money.dto.js';

/** `config set`, and a form, write a list with commas. */
const AsList = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.split(',').filter((item) => item !== '') : value,
  );

/** Which letters come, and what stands in all of them. */
export class ChangeLettersDto extends ChangeRealMoneyDto {
  /**
   * What letters come about only to who asks for them. Everything else comes by mail to who has not turned it off.
   * @example ["share_digest"]
   */
  @ApiProperty({ enum: CHOSEN_BY_BANK, isArray: true, uniqueItems: true })
  @IfSent()
  @AsList()
  @IsArray()
  @ArrayUnique()
  @IsIn(CHOSEN_BY_BANK, { each: true })
  letters_on_request?: Topic[];

  /**
   * What letters come about to everybody by mail, whatever they have turned off. Letters about passwords and addresses
   * (`security`) always are.
   * @example ["overdue", "default"]
   */
  @ApiProperty({ enum: CHOSEN_BY_BANK, isArray: true, uniqueItems: true })
  @IfSent()
  @AsList()
  @IsArray()
  @ArrayUnique()
  @IsIn(CHOSEN_BY_BANK, { each: true })
  letters_required?: Topic[];

  /**
   * What stands below every letter by mail: who sends it, and what the law asks for. Lines are kept.
   * @example "Harbour Credit Union, 12 Harbour Road, Lagos. Licence 4711."
   */
  @IfSent()
  @IsString()
  @MaxLength(1000)
  @Matches(LINES, { message: 'letter_footer must not contain control characters, except line breaks.' })
  letter_footer?: string;

  /** The language of letters to people who have chosen none. */
  @ApiProperty({ enum: LANGUAGES, example: 'es' })
  @IfSent()
  @IsIn(LANGUAGES)
  letter_language?: Language;
}
