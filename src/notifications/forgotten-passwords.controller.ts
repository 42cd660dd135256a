import { Body, Controller, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, Public, Roles } from '../auth/access.js';
import { AttemptsGuard } from '../auth/attempts.guard.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { ForgotPasswordDto, ForgotPasswordResponse, InvitationResponse } from './forgotten-passwords.dto.js';
import { ForgottenPasswords } from './forgotten-passwords.service.js';

@ApiTags('Auth')
@Controller()
export class ForgottenPasswordsController {
  constructor(
    private readonly passwords: ForgottenPasswords,
    private readonly audit: AuditLog,
  ) {}

  @Post('auth/forgot_password')
  @Public()
  @HttpCode(202)
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Ask for a link to choose a new password',
    description:
      'It is mailed to the address of the user, works once, for an hour, and leads to POST /api/auth/set_password/. The ' +
      'answer is the same for everybody: it does not tell whether there is such a user, or an address. At most one letter ' +
      'in two minutes is sent to a user.',
  })
  @ApiAcceptedResponse({
    description: 'If there is such a user, a letter is sent.',
    type: ForgotPasswordResponse,
  })
  @Refuses('too_many_requests')
  forgot(@Body() { username }: ForgotPasswordDto): ForgotPasswordResponse {
    this.passwords.ask(username);
    return { username };
  }

  @Post('users/:id/invite')
  @HttpCode(202)
  @ApiBearerAuth()
  @Roles('staff')
  @ApiOperation({
    summary: 'Mail a customer or provider a link to choose a password',
    description:
      'For somebody whom staff registered. It works once, for a day, and nobody of the bank sees it. Staff who have the person ' +
      'in front of them hand out a code instead (POST /api/customers/{id}/code/).',
  })
  @ApiAcceptedResponse({ description: 'The letter is sent.', type: InvitationResponse })
  @Refuses('user_not_found', 'account_disabled', 'no_address', 'too_many_requests')
  async invite(@Param() { id }: IdParam, @By() by: Actor): Promise<InvitationResponse> {
    const until = await this.passwords.invite(id);
    this.audit.record({ action: 'user.invite', by, on: { type: 'user', id } });
    return { user: id, expires_at: until.toISOString() };
  }
}
