import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { alsoCsv, CsvList } from '../common/csv-list.js';
import { IdParam } from '../common/id-param.js';
import { ListUrl } from '../common/paging.js';
import { Refuses } from '../common/refuses.js';
import { CurrentUser, Roles, type Caller } from './access.js';
import { AccountsService } from './accounts.service.js';
import {
  ChangeUserDto,
  CreateUserDto,
  ResetPasswordDto,
  toNewUser,
  toUserAccountResponse,
  UserAccountResponse,
  UserListQuery,
  UserListResponse,
} from './users.dto.js';
import { UsersQueries } from './users.queries.js';
import { UsersService } from './users.service.js';

@ApiTags('Users')
@ApiBearerAuth()
@Controller('users')
export class UsersController {
  constructor(
    private readonly service: UsersService,
    private readonly accounts: AccountsService,
    private readonly queries: UsersQueries,
  ) {}

  @Get(alsoCsv())
  @Roles('staff')
  @ApiOperation({ summary: 'List users', description: 'Everybody who has an account, newest first.' })
  @CsvList('users', UserAccountResponse, UserListResponse)
  list(@Query() query: UserListQuery, @ListUrl() url: string): Promise<UserListResponse> {
    return this.queries.list(query, url);
  }

  @Post()
  @Roles('admin')
  @ApiOperation({
    summary: 'Make a user',
    description: 'Of any role; a customer or provider gets its profile, which has the same id.',
  })
  @ApiCreatedResponse({ description: 'The new user.', type: UserAccountResponse })
  @Refuses('username_taken')
  async create(@Body() body: CreateUserDto): Promise<UserAccountResponse> {
    return toUserAccountResponse(await this.accounts.createUser(toNewUser(body)));
  }

  @Get(':id')
  @Roles('staff')
  @ApiOperation({ summary: 'Show a user', description: 'Names, role and whether it may sign in.' })
  @Refuses('user_not_found')
  getUser(@Param() { id }: IdParam): Promise<UserAccountResponse> {
    return this.queries.getUser(id);
  }

  @Patch(':id')
  @Roles('admin')
  @ApiOperation({
    summary: 'Change a user',
    description:
      'Names, whether it may sign in, and staff to admin or back. Disabling ends all its sessions: its refresh tokens ' +
      'at once, its access tokens within two seconds on every instance; its loans and money stay as they are. A new ' +
      'role asks for a refresh of the access token. Nobody disables himself or changes his own role.',
  })
  @Refuses('user_not_found', 'own_account', 'last_admin', 'role_fixed')
  async change(
    @Param() { id }: IdParam,
    @Body() body: ChangeUserDto,
    @CurrentUser() caller: Caller,
  ): Promise<UserAccountResponse> {
    await this.service.change(id, body, caller);
    return this.queries.getUser(id);
  }

  @Post(':id/reset_password')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    summary: 'Give a user a new password',
    description:
      'Ends all its sessions, as disabling does, and lets it sign in at once though its attempts were used up (as ' +
      'this instance counted them; the limit of its address stays).',
  })
  @Refuses('user_not_found')
  async resetPassword(
    @Param() { id }: IdParam,
    @Body() { password }: ResetPasswordDto,
    @CurrentUser() caller: Caller,
  ): Promise<UserAccountResponse> {
    await this.service.resetPassword(id, password, caller);
    return this.queries.getUser(id);
  }
}
