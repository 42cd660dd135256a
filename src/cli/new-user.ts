import { OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ROLES, type Role } from '../auth/access.js';
import { AccountsService } from '../auth/accounts.service.js';
import { RegisterDto, toUserResponse } from '../auth/auth.dto.js';
import { validated } from './input.js';
import type { Answer } from './output.js';
import type { Platform } from './platform.js';

/** What registration takes, but of any role: whoever runs the command line may make staff and admins. */
class NewUserDto extends OmitType(RegisterDto, ['role']) {
  @IsIn(ROLES)
  role!: Role;
}

/** Makes a user with the rules and messages of registration. */
export async function makeUser(platform: Platform, fields: Record<string, unknown>): Promise<Answer> {
  const { first_name: firstName, last_name: lastName, email, ...login } = await validated(NewUserDto, fields);
  const user = await platform.use((app) =>
    app.get(AccountsService).createUser({
      ...login,
      firstName: firstName ?? '',
      lastName: lastName ?? '',
      email: email ?? '',
    }),
  );
  return { json: toUserResponse(user), text: `Created the ${user.role} "${user.username}" (id ${user.id}).` };
}
