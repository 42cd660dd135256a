import { Body, Controller, Get, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../http/audit-log.js';
import { BodyExample } from '../http/body-example.js';
import { Refuses } from '../http/refuses.js';
import { By, CurrentUser, WithoutFactor, type Caller } from './access.js';
import { AttemptsGuard } from './attempts.guard.js';
import {
  ConfirmFactorDto,
  FactorResponse,
  ProposedFactorResponse,
  RecoveryCodesResponse,
} from './factors.dto.js';
import { FactorProofDto, toShown } from './keys.dto.js';
import { FactorsQueries } from './factors.queries.js';
import { SecondFactors } from './second-factors.service.js';
import { SessionCookies } from './session-cookies.js';

@ApiTags('Auth')
@ApiBearerAuth()
@Controller('auth/factor')
export class FactorsController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly queries: FactorsQueries,
    private readonly cookies: SessionCookies,
  ) {}

  @Get()
  @WithoutFactor()
  @ApiOperation({
    summary: 'My second factor',
    description:
      'Whether signing in takes a code of an authenticator app or a security key too, and whether the bank wants that.',
  })
  @ApiOkResponse({ description: 'The second factor of the signed-in user.', type: FactorResponse })
  show(@CurrentUser() caller: Caller): Promise<FactorResponse> {
    return this.queries.of(caller);
  }

  @Post()
  @WithoutFactor()
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Begin to set up a second factor',
    description:
      'Makes a secret for an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds). It counts once ' +
      '`POST /api/auth/factor/confirm/` has had a code of it, within an hour. Where a security key is on already, it or a ' +
      'recovery code shows the factor.',
  })
  @ApiCreatedResponse({ description: 'What the app takes.', type: ProposedFactorResponse })
  @BodyExample(FactorProofDto, { current_password: 'demo-only-2026' })
  @Refuses('factor_state', 'factors_off', 'too_many_requests', 'service_busy')
  begin(
    @Body() body: FactorProofDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<ProposedFactorResponse> {
    return this.factors.begin(caller, toShown(body), by);
  }

  @Post('confirm')
  @WithoutFactor()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Switch my second factor on',
    description:
      'With a first code of the app. From then on signing in takes a code. Where it is the first factor, all other ' +
      'sessions end; this one goes on, and if it had to set up a factor first, its next access token may do everything. The recovery codes are shown once.',
  })
  @ApiOkResponse({ description: 'The factor is on.', type: RecoveryCodesResponse })
  @Refuses('factor_state', 'too_many_requests')
  async confirm(
    @Body() { code }: ConfirmFactorDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodesResponse> {
    const { codes, cookie } = await this.factors.confirm(caller, code, by);
    if (cookie !== null) this.cookies.set(request, reply, cookie);
    return { recovery_codes: codes };
  }

  @Post('recovery_codes')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Make other recovery codes',
    description: 'Ten new ones, shown once. Earlier ones are worth nothing from then on.',
  })
  @ApiOkResponse({ description: 'The new recovery codes.', type: RecoveryCodesResponse })
  @BodyExample(FactorProofDto, { current_password: 'demo-only-2026', code: '287082' })
  @Refuses('factor_state', 'too_many_requests', 'service_busy')
  async renewCodes(
    @Body() body: FactorProofDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<RecoveryCodesResponse> {
    return { recovery_codes: await this.factors.renewCodes(caller, toShown(body), by) };
  }

  @Post('off')
  @HttpCode(204)
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Switch my second factor off',
    description:
      'With the password and a code or a key. App, keys and recovery codes are forgotten. Whose role has to have one is refused with `factor_needed`. Who has lost the app ' +
      'uses a recovery code, or asks an admin for `POST /api/users/{id}/reset_factor/`.',
  })
  @ApiNoContentResponse({ description: 'The factor is off: the password is enough.' })
  @BodyExample(FactorProofDto, { current_password: 'demo-only-2026', code: '287082' })
  @Refuses('factor_needed', 'factor_state', 'too_many_requests', 'service_busy')
  async off(@Body() body: FactorProofDto, @CurrentUser() caller: Caller, @By() by: Actor): Promise<void> {
    await this.factors.off(caller, toShown(body), by);
  }
}
