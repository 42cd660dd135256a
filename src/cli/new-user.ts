import { UsersService } from '../auth/users.service.js';
import { toUserResponse } from '../auth/auth.dto.js';
import { CreateUserDto, toNewUser } from '../auth/users.dto.js';
import { atTheServer } from './actor.js';
import { validated } from './input.js';
import type { Answer } from './output.js';
import type { Platform } from './platform.js';

/** Creates a user with the rules and messages of registration. */
export async function makeUser(platform: Platform, fields: Record<string, unknown>): Promise<Answer> {
  const wanted = toNewUser(await validated(CreateUserDto, fields));
  const user = await platform.use((app) => app.get(UsersService).createUser(wanted, atTheServer()));
  return { json: toUserResponse(user), text: `Created the ${user.role} "${user.username}" (id ${user.id}).` };
}
