import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import type { Actor } from '../http/audit-log.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { assertUnchanged } from '../http/sent-back.js';
import {
  CustomerListQuery,
  CustomerListResponse,
  CustomerResponse,
  SetLoanRangeDto,
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
  ) {}

  @Get(alsoCsv())
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'List customers',
    description: 'Staff see all customers, newest first; customers see only themselves.',
  })
  @CsvList('customers', CustomerResponse, CustomerListResponse)
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
    description: 'Names, email, phone and address of the signed-in customer. Omitted fields are kept.',
  })
  async updateCurrent(
    @Body() profile: UpdateCustomerDto,
    @CurrentUser() caller: Caller,
  ): Promise<CustomerResponse> {
    await assertUnchanged(profile, CUSTOMER_READ_ONLY, () => this.queries.getCustomer(caller.id, caller));
    await this.service.updateProfile(caller.id, profile);
    return this.queries.getCustomer(caller.id, caller);
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
    summary: "Set a customer's borrowing range",
    description:
      "Overrides the bank configuration's range for this customer; null returns to it. Omitted fields are kept.",
  })
  @Refuses('customer_not_found')
  async setLoanRange(
    @Param() { id }: IdParam,
    @Body() range: SetLoanRangeDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<CustomerResponse> {
    await this.service.setLoanRange(id, range, by);
    return this.queries.getCustomer(id, caller);
  }
}
