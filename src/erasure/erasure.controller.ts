import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, Roles } from '../auth/access.js';
import type { Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { ErasePersonDto, ErasureResponse } from './erasure.dto.js';
import { Erasures } from './erasure.service.js';

const WHAT =
  'For good: names, addresses, phone, the login with its sessions and second factor, letters, notes, what was asked of the ' +
  'bank and answered, texts and references of bank statements and receipts, cards and account numbers, which gateways ' +
  'delete afterwards (`at_gateways`). Amounts, dates and ids stay, so the books are what they were. Refused while anything ' +
  'is owed, held or under way: `open` says what. Repeated, it removes what came since. Logs and backups go by their own time.';
const OFFICE =
  'For good: name, email, username, password, sessions, second factor and security keys, letters. What the person did for the ' +
  'bank stays under the id, and the audit log has the id. You cannot erase yourself, nor the last active admin. Customers ' +
  'and loan providers are erased by their own operations.';
const PREVIEW = 'How many rows would lose something, by what they are. Nothing changes.';

@ApiTags('Erasure')
@ApiBearerAuth()
@Controller()
export class ErasureController {
  constructor(private readonly erasures: Erasures) {}

  @Post('customers/:id/erase')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Erase a customer', description: WHAT })
  @ApiOkResponse({ type: ErasureResponse })
  @Refuses('customer_not_found', 'has_open_business')
  eraseCustomer(
    @Param() { id }: IdParam,
    @Body() { username }: ErasePersonDto,
    @By() by: Actor,
  ): Promise<ErasureResponse> {
    return this.erasures.erase({ id, role: 'customer' }, username, by);
  }

  @Post('customers/:id/erase/preview')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Preview the erasure of a customer', description: PREVIEW })
  @ApiOkResponse({ type: ErasureResponse })
  @Refuses('customer_not_found', 'has_open_business')
  previewCustomer(@Param() { id }: IdParam, @By() by: Actor): Promise<ErasureResponse> {
    return this.erasures.preview({ id, role: 'customer' }, by);
  }

  @Post('providers/:id/erase')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Erase a loan provider', description: WHAT })
  @ApiOkResponse({ type: ErasureResponse })
  @Refuses('provider_not_found', 'has_open_business')
  eraseProvider(
    @Param() { id }: IdParam,
    @Body() { username }: ErasePersonDto,
    @By() by: Actor,
  ): Promise<ErasureResponse> {
    return this.erasures.erase({ id, role: 'provider' }, username, by);
  }

  @Post('providers/:id/erase/preview')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Preview the erasure of a loan provider', description: PREVIEW })
  @ApiOkResponse({ type: ErasureResponse })
  @Refuses('provider_not_found', 'has_open_business')
  previewProvider(@Param() { id }: IdParam, @By() by: Actor): Promise<ErasureResponse> {
    return this.erasures.preview({ id, role: 'provider' }, by);
  }

  @Post('users/:id/erase')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Erase a member of staff', description: OFFICE })
  @ApiOkResponse({ type: ErasureResponse })
  @Refuses('user_not_found', 'role_fixed', 'own_account', 'last_admin', 'has_open_business')
  eraseStaff(
    @Param() { id }: IdParam,
    @Body() { username }: ErasePersonDto,
    @By() by: Actor,
  ): Promise<ErasureResponse> {
    return this.erasures.erase({ id, role: 'office' }, username, by);
  }

  @Post('users/:id/erase/preview')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Preview the erasure of a member of staff', description: PREVIEW })
  @ApiOkResponse({ type: ErasureResponse })
  @Refuses('user_not_found', 'role_fixed', 'own_account', 'last_admin', 'has_open_business')
  previewStaff(@Param() { id }: IdParam, @By() by: Actor): Promise<ErasureResponse> {
    return this.erasures.preview({ id, role: 'office' }, by);
  }
}
