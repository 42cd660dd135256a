import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { DryRunQuery } from '../commands/dry-run.js';
import { BodyExample } from '../http/body-example.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { DecidedLineResponse } from './line-figures.dto.js';
import { ReceiptReturns } from './receipt-returns.service.js';
import { SendBackDto } from './statement-lines.dto.js';

const EXAMPLE = { gateway: 'sandbox', holder: 'Ada Okoye', iban: 'DE89 3704 0044 0532 0130 00' };
const REFUSALS = [
  'statement_line_not_found',
  'line_state',
  'match_differs',
  'gateway_off',
  'gateway_refused',
  'gateway_unreachable',
] as const;

@ApiTags('Bank accounts')
@ApiBearerAuth()
@Controller('statement_lines')
export class ReceiptReturnsController {
  constructor(private readonly returns: ReceiptReturns) {}

  @Post(':id/send_back')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'A line is money of nobody here: send it back',
    description:
      'A payout to the account that you name is opened, and the line is explained by it. Through `bank_file` it waits for ' +
      'the next file for the bank. When it is cancelled or fails, the line is open again. With `?dry_run=1` it answers ' +
      'what `/send_back/preview/` does.',
  })
  @BodyExample(SendBackDto, EXAMPLE)
  @ApiOkResponse({
    description: 'The line as it is now, and the figures before and after.',
    type: DecidedLineResponse,
  })
  @Refuses(...REFUSALS)
  sendBack(
    @Param() { id }: IdParam,
    @Body() body: SendBackDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<DecidedLineResponse> {
    if (dryRun !== undefined) return this.returns.preview(id, body, staffId);
    return this.returns.sendBack(id, body, staffId);
  }

  @Post(':id/send_back/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({ summary: 'Try what `send_back` would do', description: 'Nothing changes.' })
  @BodyExample(SendBackDto, EXAMPLE)
  @ApiOkResponse({
    description: 'The line as it would be, and the figures before and after.',
    type: DecidedLineResponse,
  })
  @Refuses(...REFUSALS)
  previewSendBack(
    @Param() { id }: IdParam,
    @Body() body: SendBackDto,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<DecidedLineResponse> {
    return this.returns.preview(id, body, staffId);
  }
}
