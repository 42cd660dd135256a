import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import type { Language } from '../auth/languages.js';
import { IdParam } from '../http/id-param.js';
import { ApiPdf, asPdf } from '../http/pdf.js';
import { Refuses } from '../http/refuses.js';
import { DocumentQuery, PayoffLetterQuery } from './documents.dto.js';
import { Documents } from './documents.service.js';
import { LoanOrders } from './loan-orders.js';
import { PreferredLanguage } from './reader-language.js';

@ApiTags('Documents')
@ApiBearerAuth()
@Controller()
export class LoanDocumentsController {
  constructor(
    private readonly documents: Documents,
    private readonly orders: LoanOrders,
  ) {}

  @Get('loans/:id/agreement/pdf')
  @ApiOperation({
    summary: "A loan's agreement, as a PDF",
    description: 'Its terms and its schedule as it began, for whoever may see the loan.',
  })
  @ApiPdf('loan-agreement')
  @Refuses('loan_not_found', 'loan_not_paid_out', 'export_too_large')
  async agreement(
    @Param() { id }: IdParam,
    @Query() { language }: DocumentQuery,
    @PreferredLanguage() preferred: Language | null,
    @CurrentUser() caller: Caller,
  ): Promise<StreamableFile> {
    const file = await this.documents.print(({ bankName }) => this.orders.agreement(id, bankName, caller), {
      caller,
      asked: language,
      preferred,
    });
    return asPdf(file, `loan-agreement-${id}`);
  }

  @Get('loans/:id/payoff/pdf')
  @ApiOperation({
    summary: "A loan's payoff letter, as a PDF",
    description: 'What `GET /api/loans/{id}/payoff/` answers, in a letter that is valid until that date.',
  })
  @ApiPdf('payoff-letter')
  @Refuses('loan_not_found', 'loan_not_paid_out')
  async payoff(
    @Param() { id }: IdParam,
    @Query() { date, language }: PayoffLetterQuery,
    @PreferredLanguage() preferred: Language | null,
    @CurrentUser() caller: Caller,
  ): Promise<StreamableFile> {
    const file = await this.documents.print(() => this.orders.payoff(id, date, caller), {
      caller,
      asked: language,
      preferred,
    });
    return asPdf(file, `payoff-letter-${id}`);
  }

  @Get('loans/:id/statement/pdf')
  @ApiOperation({
    summary: "A loan's statement, as a PDF",
    description:
      'Where it stands, its schedule with what was paid, and everything that happened to it: up to 5,000 rows.',
  })
  @ApiPdf('loan-statement')
  @Refuses('loan_not_found', 'export_too_large')
  async statement(
    @Param() { id }: IdParam,
    @Query() { language }: DocumentQuery,
    @PreferredLanguage() preferred: Language | null,
    @CurrentUser() caller: Caller,
  ): Promise<StreamableFile> {
    const file = await this.documents.print(() => this.orders.statement(id, caller), {
      caller,
      asked: language,
      preferred,
    });
    return asPdf(file, `loan-statement-${id}`);
  }

  @Get('payments/:id/pdf')
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: "A payment's receipt, as a PDF",
    description: 'What was paid, when, and on which instalments. That of a reversed payment says so.',
  })
  @ApiPdf('payment-receipt')
  @Refuses('payment_not_found')
  async receipt(
    @Param() { id }: IdParam,
    @Query() { language }: DocumentQuery,
    @PreferredLanguage() preferred: Language | null,
    @CurrentUser() caller: Caller,
  ): Promise<StreamableFile> {
    const file = await this.documents.print(({ timeZone }) => this.orders.receipt(id, timeZone, caller), {
      caller,
      asked: language,
      preferred,
    });
    return asPdf(file, `payment-receipt-${id}`);
  }
}
