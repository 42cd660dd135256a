import { ApiProperty, ApiPropertyOptional, OmitType, PickType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
} from 'class-validator';
import { IfSent } from '../http/if-sent.js';
import { TableQuery } from '../http/paging.js';
import { IsSearch, SEARCHED, SHORTENED } from '../http/filters.js';
import { ROLES, type Role } from './access.js';
import type { NewUser } from './users.service.js';
import { RegisterDto, toUserResponse, UserResponse } from './auth.dto.js';
import { PASSWORD_MAX, PASSWORD_MIN } from './credentials.js';
import type { User } from './user.entity.js';

const FLAGS = ['true', 'false'] as const;
const OFFICE_ROLES = ['staff', 'admin'] as const;

/** The fields of registration, with any role. */
export class CreateUserDto extends OmitType(RegisterDto, ['role']) {
  @ApiProperty({ enum: ROLES, example: 'staff' })
  @IsIn(ROLES)
  role!: Role;
}

/** Omitted fields keep their value; an empty name or email is removed. */
export class ChangeUserDto extends PickType(RegisterDto, ['first_name', 'last_name', 'email']) {
  /**
   * False ends all sessions and refuses new ones.
   * @example false
   */
  @IfSent()
  @IsBoolean()
  is_active?: boolean;

  /** For staff and admins only. */
  @ApiPropertyOptional({ enum: OFFICE_ROLES, example: 'admin' })
  @IfSent()
  @IsIn(OFFICE_ROLES)
  role?: (typeof OFFICE_ROLES)[number];

  /**
   * For staff and admins: the customers and providers that are the same person. They do nothing on those for the bank.
   * @example ["0198c0de-2222-7000-8000-000000000001"]
   */
  @IfSent()
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true, message: 'own_accounts must be ids of users.' })
  own_accounts?: string[];
}

export class ResetPasswordDto {
  /**
   * If omitted, a random one is generated.
   * @example "correct horse battery"
   */
  @IfSent()
  @IsString()
  @Length(PASSWORD_MIN, PASSWORD_MAX)
  password?: string;
}

export class UserListQuery extends TableQuery {
  @ApiPropertyOptional({ description: 'Only users of this role.', enum: ROLES, example: 'staff' })
  @IsOptional()
  @IsIn(ROLES)
  role?: Role;

  @ApiPropertyOptional({
    description: 'Only users who may sign in, or only those who may not.',
    enum: FLAGS,
    example: 'true',
  })
  @IsOptional()
  @IsIn(FLAGS)
  is_active?: (typeof FLAGS)[number];

  @IsSearch(`${SEARCHED}, in any order and case, or the id of a user ${SHORTENED}.`, 'okoye ada')
  search?: string;
}

/** A user as bank staff see it. */
export class UserAccountResponse extends UserResponse {
  /**
   * Whether the user may sign in.
   * @example true
   */
  is_active!: boolean;
  /**
   * Whether signing in takes a code too.
   * @example false
   */
  has_second_factor!: boolean;
  /**
   * Of staff: customers and providers that are the same person, as far as an admin has said so.
   * @example []
   */
  own_accounts!: string[];
  /**
   * Since when nothing is known of the person; null: it is known.
   * @example "2026-11-23T10:00:00.000Z"
   */
  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  erased_at!: string | null;
}

/** What to tell the user. It is shown once and not stored. */
export class ResetPasswordResponse extends UserAccountResponse {
  /**
   * Good for signing in once, together with a new password.
   * @example "k7mp-9xqt-zc4d-hw2f"
   */
  temporary_password!: string;
  /** @example "2026-11-24T10:00:00.000Z" */
  @ApiProperty({ format: 'date-time' })
  temporary_until!: string;
}

export class UserListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/users/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/users/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: UserAccountResponse[];
}

export function toNewUser({ first_name, last_name, email, ...login }: CreateUserDto): NewUser {
  return { ...login, firstName: first_name ?? '', lastName: last_name ?? '', email: email ?? '' };
}

export function toUserAccountResponse(
  user: Parameters<typeof toUserResponse>[0] &
    Pick<User, 'isActive' | 'ownAccounts'> & {
      factorSince: Date | string | null;
      erasedAt: Date | string | null;
    },
): UserAccountResponse {
  const { created_at, ...shown } = toUserResponse(user);
  return {
    ...shown,
    is_active: user.isActive,
    has_second_factor: user.factorSince !== null,
    own_accounts: user.ownAccounts,
    erased_at: user.erasedAt instanceof Date ? user.erasedAt.toISOString() : user.erasedAt,
    created_at,
  };
}
