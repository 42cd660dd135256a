import { Body, Controller, Header, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import { OneTimeCodes } from '../auth/one-time-codes.service.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { OneTimeCodeResponse, toCodeResponse } from '../auth/password-codes.dto.js';
import { UpdateProfileDto } from '../auth/profile.dto.js';
import { LookAlikesResponse, RegisteredResponse, RegisterPersonDto } from '../auth/registrations.dto.js';
import { Registrations } from '../auth/registrations.service.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import type { Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { ProviderResponse } from './providers.dto.js';
import { ProvidersQueries } from './providers.queries.js';
import { ProvidersService } from './providers.service.js';

/** What staff do for loan providers who have come to the counter. */
@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers')
export class ProviderRegistrationsController {
  constructor(
    private readonly service: ProvidersService,
    private readonly queries: ProvidersQueries,
    private readonly registrations: Registrations,
    private readonly codes: OneTimeCodes,
    private readonly own: OwnAccounts,
  ) {}

  @Post()
  @Roles('staff')
  @ApiOperation({
    summary: 'Register a loan provider',
    description:
      'For a person at the counter. The username is made up from the number unless it is given. Nobody can sign in to the ' +
      'account before a code has set a password. The answer names who looks the same; it refuses nobody.',
  })
  @ApiCreatedResponse({ type: RegisteredResponse })
  @MovesMoney()
  @Refuses('username_taken')
  register(
    @Body() person: RegisterPersonDto,
    @By() by: Actor,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<RegisteredResponse>> {
    return this.registrations.register({ role: 'provider', person }, by, context);
  }

  @Post('preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Look for a loan provider before registering one',
    description: 'Who has the same name, e-mail address or phone number, provider or not. Nothing changes.',
  })
  preview(@Body() person: RegisterPersonDto): Promise<LookAlikesResponse> {
    return this.registrations.lookAlikes(person);
  }

  @Patch(':id')
  @Roles('staff')
  @ApiOperation({
    summary: 'Change a loan provider',
    description:
      'Names, email, phone and address. Fields left out are kept. The mandate is changed at its own address.',
  })
  @Refuses('provider_not_found', 'own_person', 'person_erased')
  async change(
    @Param() { id }: IdParam,
    @Body() profile: UpdateProfileDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<ProviderResponse> {
    await this.own.assertOthers(caller, id);
    await this.service.change(id, profile, by);
    return this.queries.getProvider(id, caller);
  }

  @Post(':id/code')
  @Roles('staff')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Make a code with which a loan provider chooses a password',
    description:
      'For the first password, or one that is forgotten. It works once, for a day and five attempts; an earlier one ends. ' +
      'Whoever uses it is told who made it.',
  })
  @ApiCreatedResponse({ type: OneTimeCodeResponse })
  @Refuses('provider_not_found', 'person_erased', 'account_disabled')
  async code(@Param() { id }: IdParam, @By() by: Actor): Promise<OneTimeCodeResponse> {
    return toCodeResponse(await this.codes.issue(id, 'provider', by));
  }
}
