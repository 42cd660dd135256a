import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { BodyExample } from '../http/body-example.js';
import { Refuses } from '../http/refuses.js';
import { InstrumentResponse, toInstrumentResponse } from '../transfers/instruments.dto.js';
import { RegisterPayoutAccountDto } from './payout-accounts.dto.js';
import { PayoutAccounts } from './payout-accounts.service.js';

@ApiTags('Transfers')
@ApiBearerAuth()
@Controller('instruments/payout_accounts')
export class PayoutAccountsController {
  constructor(
    private readonly accounts: PayoutAccounts,
    private readonly own: OwnAccounts,
    private readonly audit: AuditLog,
  ) {}

  @Post()
  @Roles('customer', 'provider', 'staff')
  @ApiOperation({
    summary: 'Register a bank account to be paid to',
    description:
      'For withdrawals, refunds and the pay-out of loans. The number is stored encrypted and never shown again: only ' +
      'its last four characters are. Staff register it for the customer or provider that they serve (`party`).',
  })
  @BodyExample(RegisterPayoutAccountDto, {
    gateway: 'sandbox',
    holder: 'Ada Okoye',
    iban: 'DE89 3704 0044 0532 0130 00',
  })
  @Refuses(
    'gateway_off',
    'gateway_refused',
    'gateway_unreachable',
    'user_not_found',
    'own_person',
    'person_erased',
  )
  async register(
    @Body() body: RegisterPayoutAccountDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<InstrumentResponse> {
    if (body.party !== undefined) await this.own.assertOthers(caller, body.party.toLowerCase());
    const instrument = await this.accounts.register(body, caller);
    const { id, userId, gateway, label } = instrument;
    this.audit.record({
      action: 'payout_account.register',
      by,
      on: { type: 'user', id: userId },
      after: { instrument: id, gateway, label },
    });
    return toInstrumentResponse(instrument);
  }
}
