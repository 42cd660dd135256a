import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Patch,
  Post,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { BodyExample } from '../http/body-example.js';
import type { Actor } from '../http/audit-log.js';
import { Refuses } from '../http/refuses.js';
import { DomainError } from '../runtime/problems.js';
import { By, CurrentUser, Public, WithoutFactor, type Caller } from './access.js';
import { AccountsQueries } from './accounts.queries.js';
import { UsersService } from './users.service.js';
import { AttemptsGuard, OFTEN } from './attempts.guard.js';
import {
  ChangeMeDto,
  ChangePasswordDto,
  CookieSessionResponse,
  LoginDto,
  RefreshTokenDto,
  RegisterDto,
  toCookieSessionResponse,
  TokensResponse,
  toTokensResponse,
  toUserResponse,
  UserResponse,
} from './auth.dto.js';
import { toProof } from './keys.dto.js';
import { invalidFields } from '../http/validation.js';
import { SessionCookies } from './session-cookies.js';
import { SessionsService } from './sessions.service.js';
import { From, type Origin } from './origin.js';
import { SignInService, type Login } from './sign-in.service.js';

@ApiTags('Auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly accounts: UsersService,
    private readonly queries: AccountsQueries,
    private readonly sessions: SessionsService,
    private readonly signIn: SignInService,
    private readonly cookies: SessionCookies,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'selfRegistration'>,
  ) {}

  @Post('register')
  @Public()
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Register as a customer or a provider',
    description: 'Creates the user and a profile with the same id. Then sign in with POST /api/auth/login/.',
  })
  @ApiCreatedResponse({ description: 'The new user.', type: UserResponse })
  @Refuses('registration_closed', 'username_taken', 'too_many_requests', 'service_busy')
  async register(@Body() body: RegisterDto): Promise<UserResponse> {
    if (!this.config.selfRegistration.includes(body.role)) {
      throw new DomainError('registration_closed', 'This bank registers people itself: ask at the counter.');
    }
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
      'Returns an access token for 15 minutes and a refresh token for 30 days. An unknown username, a disabled ' +
      'account and a wrong password get the same answer. After 10 wrong passwords each further attempt at a ' +
      'username must wait longer, up to 15 minutes. Attempts from an address where the user signed in before are ' +
      'counted separately. A temporary password from an admin is refused with `password_change_required`: send ' +
      '`new_password` with it. Where a second factor is on, the right password alone is answered with ' +
      '`factor_required`: send `code` too, or, where the answer has `public_key`, what a security key signs for it as ' +
      '`key`. Both are guessed as slowly as passwords are. Whose role has to have a second ' +
      'factor and who has none gets `factor_needed: true`, and a session that only sets one up ' +
      '(`POST /api/auth/factor/`). With `session: "cookie"`, for pages of this server alone, the session is in a cookie, ' +
      'and the answer names its user instead of a refresh token.',
  })
  @ApiOkResponse({ description: 'An access token and a refresh token.', type: TokensResponse })
  @BodyExample(LoginDto, { username: 'demo-customer', password: 'demo-only-2026' })
  @Refuses('invalid_credentials', 'password_change_required', 'too_many_requests', 'service_busy')
  @Refuses('factor_required', 'factor_wrong', 'origin_refused', 'https_needed')
  async login(
    @Body() { username, password, new_password: newPassword, session, ...proof }: LoginDto,
    @From() origin: Origin,
    @By() by: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokensResponse | CookieSessionResponse> {
    const isPage = session === 'cookie';
    if (isPage) this.cookies.assertOwnPage(request);
    const keptIn = isPage ? 'cookie' : 'program';
    const login: Login = { username, password, newPassword, ...toProof(proof), keptIn };
    const begun = await this.signIn.login(login, origin, by);
    if (!isPage) return toTokensResponse(begun);
    this.cookies.set(request, reply, begun.refreshToken);
    return toCookieSessionResponse(begun);
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @Throttle(OFTEN)
  @ApiOperation({
    summary: 'Exchange a refresh token for new tokens',
    description:
      'A refresh token works once. Using it a second time means that somebody else has a copy, so it revokes ' +
      'every token of the same login. The new access token carries the current role. A page sends no body: its ' +
      'session is in its cookie, which stays the same, and the answer has the access token and its `user`.',
  })
  @ApiOkResponse({ description: 'A new access token and the next refresh token.', type: TokensResponse })
  @Refuses('invalid_refresh_token', 'too_many_requests', 'service_busy')
  @Refuses('origin_refused', 'https_needed')
  async refresh(
    @Body() { refresh_token: token }: RefreshTokenDto,
    @Req() request: FastifyRequest,
  ): Promise<TokensResponse | CookieSessionResponse> {
    if (token !== undefined) return toTokensResponse(await this.sessions.refresh(token));
    return toCookieSessionResponse(await this.sessions.renew(this.cookieOf(request)));
  }

  @Post('logout')
  @Public()
  @HttpCode(204)
  @UseGuards(AttemptsGuard)
  @Throttle(OFTEN)
  @ApiOperation({
    summary: 'Sign out',
    description:
      'Ends the session: every refresh token of the same login at once, its access tokens on every instance ' +
      'within two seconds. An unknown token gets the same answer. A page sends no body: its cookie is cleared.',
  })
  @ApiNoContentResponse({ description: 'Signed out.' })
  @Refuses('too_many_requests', 'origin_refused', 'https_needed')
  async logout(
    @Body() { refresh_token: token }: RefreshTokenDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (token !== undefined) return this.sessions.logout(token);
    await this.sessions.endByCookie(this.cookieOf(request));
    this.cookies.clear(request, reply);
  }

  @Post('change_password')
  @ApiBearerAuth()
  @HttpCode(204)
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Change my password',
    description: 'Ends all sessions of the signed-in user except the current one.',
  })
  @ApiNoContentResponse({ description: 'The password has been changed.' })
  @Refuses('too_many_requests', 'service_busy')
  async changePassword(
    @Body() { current_password: current, new_password: wanted }: ChangePasswordDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const cookie = await this.signIn.changePassword(caller, current, wanted, by);
    if (cookie !== null) this.cookies.set(request, reply, cookie);
  }

  @Get('me')
  @WithoutFactor()
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who am I', description: 'The signed-in user, read from the database.' })
  @ApiOkResponse({ description: 'The signed-in user.', type: UserResponse })
  async me(@CurrentUser() caller: Caller): Promise<UserResponse> {
    return toUserResponse(await this.queries.getActiveUser(caller.id));
  }

  @Patch('me')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Choose my language',
    description: 'In which pages and letters speak to the signed-in user, wherever that is.',
  })
  @ApiOkResponse({ description: 'The signed-in user.', type: UserResponse })
  @BodyExample(ChangeMeDto, { language: 'es' })
  async changeMe(@Body() { language }: ChangeMeDto, @CurrentUser() { id }: Caller): Promise<UserResponse> {
    await this.accounts.chooseLanguage(id, language);
    return toUserResponse(await this.queries.getActiveUser(id));
  }

  /** Without a cookie, a program has forgotten its token; with one, the page must be this server's own. */
  private cookieOf(request: FastifyRequest): string {
    const token = this.cookies.read(request);
    if (token === null) {
      const message = 'refresh_token is required.';
      throw invalidFields([{ field: 'refresh_token', code: 'required', message }]);
    }
    this.cookies.assertOwnPage(request);
    return token;
  }
}
