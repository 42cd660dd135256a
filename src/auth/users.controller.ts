import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BodyExample } from '../http/body-example.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { By, Roles } from './access.js';
import type { Actor } from '../http/audit-log.js';
import { UsersService } from './users.service.js';
import {
  ChangeUserDto,
  CreateUserDto,
  ResetPasswordDto,
  ResetPasswordResponse,
  toNewUser,
  toUserAccountResponse,
  UserAccountResponse,
  UserListQuery,
  UserListResponse,
} from './users.dto.js';
import { UsersQueries } from './users.queries.js';
import { SecondFactors } from './second-factors.service.js';
import { UserAdministration } from './user-administration.service.js';

@ApiTags('Users')
@ApiBearerAuth()
@Controller('users')
export class UsersController {
  constructor(
    private readonly service: UserAdministration,
    private readonly accounts: UsersService,
    private readonly queries: UsersQueries,
    private readonly factors: SecondFactors,
  ) {}

  @Get(alsoCsv())
  @Roles('staff')
  @ApiOperation({ summary: 'List users', description: 'All users, newest first.' })
  @CsvList('users', UserAccountResponse, UserListResponse)
  list(@Query() query: UserListQuery, @ListUrl() url: string): Promise<UserListResponse> {
    return this.queries.list(query, url);
  }

  @Post()
  @Roles('admin')
  @ApiOperation({
    summary: 'Create a user',
    description: 'With any role. A customer or provider also gets a profile with the same id.',
  })
  @ApiCreatedResponse({ description: 'The new user.', type: UserAccountResponse })
  @Refuses('username_taken')
  @BodyExample(CreateUserDto, {
    username: 'mei.tanaka',
    password: 'correct horse battery',
    role: 'staff',
    first_name: 'Mei',
    last_name: 'Tanaka',
    email: 'mei@example.org',
  })
  async create(@Body() body: CreateUserDto, @By() by: Actor): Promise<UserAccountResponse> {
    return toUserAccountResponse(await this.accounts.createUser(toNewUser(body), by));
  }

  @Get(':id')
  @Roles('staff')
  @ApiOperation({ summary: 'Show a user', description: 'Names, role and whether the user may sign in.' })
  @Refuses('user_not_found')
  getUser(@Param() { id }: IdParam): Promise<UserAccountResponse> {
    return this.queries.getUser(id);
  }

  @Patch(':id')
  @Roles('admin')
  @ApiOperation({
    summary: 'Change a user',
    description:
      'Changes names, whether the user may sign in, and the role between staff and admin. Disabling ends all ' +
      'sessions: refresh tokens at once, access tokens on every instance within two seconds. Loans and money are ' +
      'not affected. After a role change the user must refresh the access token. You cannot disable yourself or ' +
      'change your own role.',
  })
  @Refuses('user_not_found', 'person_erased', 'own_account', 'last_admin', 'role_fixed')
  @BodyExample(ChangeUserDto, { first_name: 'Mei', last_name: 'Tanaka', is_active: true })
  async change(
    @Param() { id }: IdParam,
    @Body() body: ChangeUserDto,
    @By() by: Actor,
  ): Promise<UserAccountResponse> {
    await this.service.change(id, body, by);
    return this.queries.getUser(id);
  }

  @Post(':id/reset_password')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    summary: 'Give a user a temporary password',
    description:
      'For a user who has forgotten the password. It is valid for one day, and only to choose a new one at the ' +
      'next sign-in (`new_password` of POST /api/auth/login/). Ends all sessions of the user, as disabling does, ' +
      'and resets the count of sign-in attempts (the limit per address stays).',
  })
  @ApiOkResponse({
    description: 'The user, with the temporary password to pass on.',
    type: ResetPasswordResponse,
  })
  @Refuses('user_not_found', 'person_erased')
  async resetPassword(
    @Param() { id }: IdParam,
    @Body() { password: wished }: ResetPasswordDto,
    @By() by: Actor,
  ): Promise<ResetPasswordResponse> {
    const { password, until } = await this.service.resetPassword(id, wished, by);
    const user = await this.queries.getUser(id);
    return { ...user, temporary_password: password, temporary_until: until.toISOString() };
  }

  @Post(':id/reset_factor')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    summary: 'Take the second factor from a user',
    description:
      'For a user who has lost the authenticator app and the recovery codes. Ends all sessions of the user, who is told ' +
      'by letter; the password alone signs in then. Where the role has to have a second factor, the user sets up another ' +
      'one first. Make sure who asks you for it.',
  })
  @ApiOkResponse({ description: 'The user, who has no second factor any more.', type: UserAccountResponse })
  @Refuses('user_not_found', 'own_account', 'factor_state')
  async resetFactor(@Param() { id }: IdParam, @By() by: Actor): Promise<UserAccountResponse> {
    await this.factors.reset(id, by);
    return this.queries.getUser(id);
  }
}
