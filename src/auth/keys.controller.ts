import { Body, Controller, Header, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
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
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { By, CurrentUser, WithoutFactor, type Caller } from './access.js';
import { AttemptsGuard } from './attempts.guard.js';
import {
  AddedKeyResponse,
  ConfirmKeyDto,
  FactorProofDto,
  KeyCreationResponse,
  KeyRequestResponse,
  toKeyResponse,
  toShown,
} from './keys.dto.js';
import { OwnKeys } from './own-keys.service.js';
import { SessionCookies } from './session-cookies.js';

@ApiTags('Auth')
@ApiBearerAuth()
@Controller('auth/factor/keys')
export class KeysController {
  constructor(
    private readonly keys: OwnKeys,
    private readonly cookies: SessionCookies,
  ) {}

  @Post()
  @WithoutFactor()
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Begin to set up a security key',
    description:
      'Answers what a browser takes to make a passkey or security key (WebAuthn) for the domain of this server. It counts ' +
      'once `POST /api/auth/factor/keys/confirm/` has had it, within five minutes and from the same session. Where a second ' +
      'factor is on, a code or a key shows it.',
  })
  @ApiCreatedResponse({ description: 'What the browser takes.', type: KeyCreationResponse })
  @BodyExample(FactorProofDto, { current_password: 'demo-only-2026' })
  @Refuses('keys_off', 'factor_state', 'too_many_requests', 'service_busy')
  async begin(
    @Body() body: FactorProofDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<KeyCreationResponse> {
    return { public_key: { ...(await this.keys.begin(caller, toShown(body), by)) } };
  }

  @Post('confirm')
  @HttpCode(200)
  @WithoutFactor()
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Add the security key',
    description:
      'By what the browser has of the new key. The first factor of an account switches it on: all other sessions end, and ' +
      'ten recovery codes are answered. A wrong answer uses the challenge up: begin anew.',
  })
  @ApiOkResponse({ description: 'The key, and recovery codes.', type: AddedKeyResponse })
  @Refuses('keys_off', 'too_many_requests', 'service_busy')
  async confirm(
    @Body() { name, id, client_data: clientData, attestation, transports = [] }: ConfirmKeyDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AddedKeyResponse> {
    const made = { id, clientData, attestation, transports };
    const { key, codes, cookie } = await this.keys.confirm(caller, name.trim(), made, by);
    if (cookie !== null) this.cookies.set(request, reply, cookie);
    return { ...toKeyResponse(key), recovery_codes: codes };
  }

  @Post('challenge')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Ask my security key',
    description:
      'Answers what a browser takes to ask a key of the signed-in user for a signature. It is sent as `key` where a code ' +
      'would be, once and within five minutes. At the sign-in, `factor_required` carries the same.',
  })
  @ApiOkResponse({ description: 'What the browser takes.', type: KeyRequestResponse })
  @Refuses('factor_state', 'too_many_requests', 'service_busy')
  async challenge(@CurrentUser() caller: Caller): Promise<KeyRequestResponse> {
    return { public_key: { ...(await this.keys.challenge(caller)) } };
  }

  @Post(':id/remove')
  @HttpCode(204)
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Remove a security key',
    description:
      'With the password and a code or a key. The last factor of an account switches it off; whose role has to have one is ' +
      'refused that with `factor_needed`.',
  })
  @ApiNoContentResponse({ description: 'The key signs nobody in any more.' })
  @BodyExample(FactorProofDto, { current_password: 'demo-only-2026', code: '287082' })
  @Refuses('key_not_found', 'factor_needed', 'factor_state', 'too_many_requests', 'service_busy')
  async remove(
    @Param() { id }: IdParam,
    @Body() body: FactorProofDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<void> {
    await this.keys.remove(caller, id, toShown(body), by);
  }
}
