import { Body, Controller, Get, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { Refuses } from '../common/refuses.js';
import { CurrentUser, Public, type Caller } from './access.js';
import { AccountsQueries } from './accounts.queries.js';
import { AccountsService } from './accounts.service.js';
import { AttemptsGuard } from './attempts.guard.js';
import {
  LoginDto,
  RefreshTokenDto,
  RegisterDto,
  TokensResponse,
  toTokensResponse,
  toUserResponse,
  UserResponse,
} from './auth.dto.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('Auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly queries: AccountsQueries,
    private readonly sessions: SessionsService,
  ) {}

  @Post('register')
  @Public()
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Register as a customer or a provider',
    description:
      'Makes the user and its profile, which has the same id. Sign in with POST /api/auth/login/ afterwards.',
  })
  @ApiCreatedResponse({ description: 'The new user.', type: UserResponse })
  @Refuses('username_taken', 'too_many_requests', 'service_busy')
  async register(@Body() body: RegisterDto): Promise<UserResponse> {
    const { first_name: firstName = '', last_name: lastName = '', email = '', ...login } = body;
    return toUserResponse(await this.accounts.createUser({ ...login, firstName, lastName, email }));
  }

  @Post('login')
  @Public()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Sign in',
    description:
      'Answers an access token of 15 minutes and a refresh token of 30 days. An unknown username, a disabled ' +
      'account and a wrong password are one answer. At most 10 attempts a minute at one username.',
  })
  @ApiOkResponse({ description: 'An access token and a refresh token.', type: TokensResponse })
  @Refuses('invalid_credentials', 'too_many_requests', 'service_busy')
  async login(@Body() { username, password }: LoginDto): Promise<TokensResponse> {
    return toTokensResponse(await this.sessions.login(username, password));
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @Throttle({ address: { limit: 300, ttl: 60_000 } })
  @ApiOperation({
    summary: 'Exchange a refresh token for new tokens',
    description:
      'A refresh token works once. Presenting one a second time revokes every token that came from the same ' +
      'login: it means that somebody else has a copy. The new access token carries the role of now.',
  })
  @ApiOkResponse({ description: 'A new access token and the next refresh token.', type: TokensResponse })
  @Refuses('invalid_refresh_token', 'too_many_requests', 'service_busy')
  async refresh(@Body() { refresh_token: token }: RefreshTokenDto): Promise<TokensResponse> {
    return toTokensResponse(await this.sessions.refresh(token));
  }

  @Post('logout')
  @Public()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Sign out',
    description:
      'Revokes every refresh token that came from the same login. Access tokens run out by themselves within ' +
      '15 minutes. A token that is not known is answered alike.',
  })
  @ApiNoContentResponse({ description: 'Signed out.' })
  async logout(@Body() { refresh_token: token }: RefreshTokenDto): Promise<void> {
    await this.sessions.logout(token);
  }

  @Get('me')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who am I', description: 'The user of the access token, read fresh.' })
  @ApiOkResponse({ description: 'The signed-in user.', type: UserResponse })
  async me(@CurrentUser() caller: Caller): Promise<UserResponse> {
    return toUserResponse(await this.queries.getActiveUser(caller.id));
  }
}
