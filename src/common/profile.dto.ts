import { IsEmail, IsOptional, IsString, Length, MaxLength, ValidateIf } from 'class-validator';

/** What people may change about themselves. Fields that are left out keep their value. */
export class UpdateProfileDto {
  /** @example "Ada" */
  @IsOptional()
  @IsString()
  @Length(1, 150)
  first_name?: string;

  /** @example "Okoye" */
  @IsOptional()
  @IsString()
  @Length(1, 150)
  last_name?: string;

  /**
   * Empty to remove it.
   * @example "ada@example.org"
   */
  @ValidateIf((profile: UpdateProfileDto) => profile.email !== undefined && profile.email !== '')
  @IsEmail()
  @MaxLength(254)
  email?: string;

  /** @example "+234 800 000 0000" */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  phone?: string;

  /** @example "12 Harbour Road, Lagos" */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  address?: string;
}
