import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { OfProviderQuery } from '../providers/mandates.dto.js';
import { MaturitiesResponse } from './maturities.dto.js';
import { MaturitiesQueries } from './maturities.queries.js';
import { PortfolioLoanListResponse, PortfolioLoansQuery, PortfolioResponse } from './portfolio.dto.js';
import { PortfolioQueries } from './portfolio.queries.js';
import { ShareOfPaymentListResponse, ShareOfPaymentsQuery } from './share-of-payments.dto.js';
import { ShareOfPayments } from './share-of-payments.queries.js';

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers/portfolio')
export class PortfolioController {
  constructor(
    private readonly queries: PortfolioQueries,
    private readonly ladder: MaturitiesQueries,
    private readonly ofPayments: ShareOfPayments,
  ) {}

  @Get()
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: "A provider's shares in loans",
    description:
      'In total, by status and by how late the loans are: what was lent, what was repaid, and what is earned but ' +
      'not paid yet. `GET /api/providers/portfolio/loans/` has the same loan by loan.',
  })
  @Refuses('provider_not_found')
  portfolio(
    @Query() { provider }: OfProviderQuery,
    @CurrentUser() caller: Caller,
  ): Promise<PortfolioResponse> {
    return this.queries.portfolio(provider, caller);
  }

  @Get('maturities')
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: "When a provider's principal comes back",
    description: 'The principal that is still with borrowers, by the month in which its instalments are due.',
  })
  @Refuses('provider_not_found')
  maturities(
    @Query() { provider }: OfProviderQuery,
    @CurrentUser() caller: Caller,
  ): Promise<MaturitiesResponse> {
    return this.ladder.show(provider, caller);
  }

  @Get('loans')
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: "A provider's shares in loans, loan by loan",
    description:
      'Its share of each loan, repayments with interest before and after commission, and accrued interest.',
  })
  @Refuses('provider_not_found')
  loans(
    @Query() query: PortfolioLoansQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<PortfolioLoanListResponse> {
    return this.queries.loans(query, url, caller);
  }

  @Get('payments')
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: 'What each payment on a loan brought a provider',
    description:
      "The provider's part of each payment: principal, interest after commission, late interest and what came after a " +
      'write-off, newest first. As it stands now: a later payment with an earlier date may change how an earlier one is divided.',
  })
  @Refuses('provider_not_found', 'loan_not_found')
  payments(
    @Query() query: ShareOfPaymentsQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<ShareOfPaymentListResponse> {
    return this.ofPayments.list(query, url, caller);
  }
}
