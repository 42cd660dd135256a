import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { OwnProfiles } from '../auth/own-profiles.service.js';
import { OneTimeCodeResponse, toCodeResponse } from '../auth/password-codes.dto.js';
import { OneTimeCodes } from '../auth/one-time-codes.service.js';
import { LookAlikesResponse, RegisteredResponse, RegisterPersonDto } from '../auth/registrations.dto.js';
import { Registrations } from '../auth/registrations.service.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import type { Actor } from '../http/audit-log.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { assertUnchanged } from '../http/sent-back.js';
import { Customer } from './customer.entity.js';
import {
  CustomerListQuery,
  CustomerListResponse,
  CustomerResponse,
  ChangeCustomerDto,
  UpdateCustomerDto,
  CUSTOMER_READ_ONLY,
} from './customers.dto.js';
import { CustomersQueries } from './customers.queries.js';
import { CustomersService } from './customers.service.js';

@ApiTags('Customers')
@ApiBearerAuth()
@Controller('customers')
export class CustomersController {
  constructor(
    private readonly service: CustomersService,
    private readonly queries: CustomersQueries,
    private readonly registrations: Registrations,
    private readonly codes: OneTimeCodes,
    private readonly own: OwnAccounts,
    private readonly profiles: OwnProfiles,
  ) {}

  @Post()
  @Roles('staff')
  @ApiOperation({
    summary: 'Register a customer',
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
    return this.registrations.register({ role: 'customer', person }, by, context);
  }

  @Post('preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Look for a customer before registering one',
    description: 'Who has the same name, e-mail address or phone number, customer or not. Nothing changes.',
  })
  preview(@Body() person: RegisterPersonDto): Promise<LookAlikesResponse> {
    return this.registrations.lookAlikes(person);
  }

  @Get(alsoCsv())
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'List customers',
    description: 'Staff see all customers, newest first; customers see only themselves.',
  })
  @CsvList('customers', CustomerResponse, CustomerListResponse)
  @Refuses('too_many_to_sort')
  list(
    @Query() query: CustomerListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<CustomerListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Patch('update_current')
  @Roles('customer')
  @ApiOperation({
    summary: 'Change my profile',
    description:
      'Names, email, phone and address of the signed-in customer. Omitted fields are kept. The password, sent with an email, ' +
      'confirms it: until then links for a new password go to the address before it.',
  })
  @Refuses('too_many_requests', 'service_busy')
  async updateCurrent(
    @Body() profile: UpdateCustomerDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<CustomerResponse> {
    await assertUnchanged(profile, CUSTOMER_READ_ONLY, () => this.queries.getCustomer(caller.id, caller));
    await this.profiles.change(Customer, caller, profile, by);
    return this.queries.getCustomer(caller.id, caller);
  }

  @Post(':id/code')
  @Roles('staff')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Make a code with which a customer chooses a password',
    description:
      'For the first password, or one that is forgotten. It works once, for a day and five attempts; an earlier one ends. ' +
      'Whoever uses it is told who made it.',
  })
  @ApiCreatedResponse({ type: OneTimeCodeResponse })
  @Refuses('customer_not_found', 'person_erased', 'account_disabled')
  async code(@Param() { id }: IdParam, @By() by: Actor): Promise<OneTimeCodeResponse> {
    return toCodeResponse(await this.codes.issue(id, 'customer', by));
  }

  @Get(':id')
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'Show a customer',
    description: 'Profile and borrowing range. Customers can only see themselves.',
  })
  @Refuses('customer_not_found')
  getCustomer(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<CustomerResponse> {
    return this.queries.getCustomer(id, caller);
  }

  @Patch(':id')
  @Roles('staff')
  @ApiOperation({
    summary: 'Change a customer',
    description:
      "Names, email, phone and address, and the borrowing range: it overrides the bank configuration's for this customer, " +
      'and null returns to that. Omitted fields are kept.',
  })
  @Refuses('customer_not_found', 'own_person', 'person_erased')
  async change(
    @Param() { id }: IdParam,
    @Body() change: ChangeCustomerDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<CustomerResponse> {
    await this.own.assertOthers(caller, id);
    await this.service.change(id, change, by);
    return this.queries.getCustomer(id, caller);
  }
}
