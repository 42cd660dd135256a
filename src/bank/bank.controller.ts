import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { Public } from '../auth/access.js';
import { AttemptsGuard, OFTEN } from '../auth/attempts.guard.js';
import { Refuses } from '../http/refuses.js';
import { BankResponse } from './bank.dto.js';
import { BankQueries } from './bank.queries.js';

@ApiTags('Bank')
@Controller('bank')
export class BankController {
  constructor(private readonly queries: BankQueries) {}

  @Get()
  @Public()
  @UseGuards(AttemptsGuard)
  @Throttle(OFTEN)
  @ApiOperation({
    summary: 'What the bank offers, for anyone',
    description:
      'Its name, currency and current business date, the ways to pay, who may register, and its terms if it ' +
      'publishes them.',
  })
  @Refuses('too_many_requests')
  show(): Promise<BankResponse> {
    return this.queries.show();
  }
}
