import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { Public } from '../auth/access.js';
import { AttemptsGuard } from '../auth/attempts.guard.js';
import { Refuses } from '../http/refuses.js';
import { Estimates } from './estimates.js';
import { LoanCostResponse } from './loan-cost.dto.js';
import { EstimateDto } from './quotes.dto.js';

/** Enough to move a slider, too few to make work for others. */
const MODEST = { address: { limit: 30, ttl: 60_000 } };

@ApiTags('Loans')
@Controller('quotes')
export class EstimatesController {
  constructor(private readonly estimates: Estimates) {}

  @Post('estimate')
  @Public()
  @HttpCode(200)
  @UseGuards(AttemptsGuard)
  @Throttle(MODEST)
  @ApiOperation({
    summary: 'What a loan would cost, for anyone',
    description:
      "The schedule, the total cost and the annual percentage rate on the bank's terms, before anybody is known: no " +
      'promise, and no word on whether there is money. At most 30 a minute from one address. A bank that does not ' +
      'publish its prices refuses it (`public_calculator`).',
  })
  @ApiOkResponse({ type: LoanCostResponse })
  @Refuses('calculator_closed', 'amount_out_of_range', 'loan_does_not_amortise', 'too_many_requests')
  estimate(@Body() request: EstimateDto): Promise<LoanCostResponse> {
    return this.estimates.estimate(request);
  }
}
