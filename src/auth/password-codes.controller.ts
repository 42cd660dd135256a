import { Body, Controller, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { BodyExample } from '../http/body-example.js';
import { Refuses } from '../http/refuses.js';
import { By, Public } from './access.js';
import { AttemptsGuard } from './attempts.guard.js';
import { From, type Origin } from './origin.js';
import { PasswordSetResponse, SetPasswordDto } from './password-codes.dto.js';
import { PasswordCodes } from './password-codes.service.js';

@ApiTags('Auth')
@Controller('auth/set_password')
export class PasswordCodesController {
  constructor(
    private readonly passwords: PasswordCodes,
    private readonly audit: AuditLog,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(AttemptsGuard)
  @ApiOperation({
    summary: 'Choose a password with a code',
    description:
      'For somebody whom staff registered, or who has forgotten the password: with the code that staff handed out. It ' +
      'works once, for a day and five attempts. Then sign in. The answer says who made the code: somebody else knew it.',
  })
  @ApiOkResponse({ description: 'The password is set.', type: PasswordSetResponse })
  @BodyExample(SetPasswordDto, {
    username: 'c4821093759',
    code: 'k7mp-9xqt',
    password: 'seven green umbrellas',
  })
  @Refuses('code_wrong', 'too_many_requests', 'service_busy')
  async setPassword(
    @Body() { username, code, password }: SetPasswordDto,
    @From() origin: Origin,
    @By() by: Actor,
  ): Promise<PasswordSetResponse> {
    const { user, madeBy, madeAt } = await this.passwords.set(username, code, password, origin);
    const actor = { ...by, id: user.id, role: user.role };
    this.audit.record({ action: 'user.set_password', by: actor, on: { type: 'user', id: user.id } });
    return { username: user.username, code_made_by: madeBy, code_made_at: madeAt.toISOString() };
  }
}
