import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, Roles } from '../auth/access.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { BodyExample } from '../http/body-example.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import {
  MadePayoutFileResponse,
  MakePayoutFileDto,
  PayoutFileListResponse,
  PayoutFilesQuery,
} from './payout-files.dto.js';
import { PayoutFilesQueries } from './payout-files.queries.js';
import { PayoutFiles } from './payout-files.service.js';

@ApiTags('Bank accounts')
@ApiBearerAuth()
@Controller('payout_files')
export class PayoutFilesController {
  constructor(
    private readonly files: PayoutFiles,
    private readonly queries: PayoutFilesQueries,
    private readonly audit: AuditLog,
  ) {}

  @Post()
  @Roles('staff')
  @ApiOperation({
    summary: 'Make a payout file',
    description:
      'All payouts through `bank_file` that wait go into one file (ISO 20022 pain.001.001.09) for the bank, and are ' +
      '`sent` from then on; a payout is in at most one file. Those that nobody may get any more, or that a bank would ' +
      'refuse, go to `review` instead. A line of the bank’s statement then says that a payout was paid.',
  })
  @BodyExample(MakePayoutFileDto, { account: '0198c0de-ba0c-7000-8000-000000000001' })
  @ApiCreatedResponse({ type: MadePayoutFileResponse })
  @Refuses('bank_account_not_found', 'nothing_to_pay')
  async make(@Body() body: MakePayoutFileDto, @By() by: Actor): Promise<MadePayoutFileResponse> {
    const made = await this.files.make(
      { account: body.account.toLowerCase(), executeOn: body.execute_on },
      by.id,
    );
    const { id, message_id, payments, total, in_review } = made;
    this.audit.record({
      action: 'payout_file.make',
      by,
      on: { type: 'payout_file', id },
      after: { message_id, payments, total, in_review },
    });
    return made;
  }

  @Get()
  @Roles('staff')
  @ApiOperation({ summary: 'List payout files', description: 'Orders to the bank to pay, newest first.' })
  list(@Query() query: PayoutFilesQuery, @ListUrl() url: string): Promise<PayoutFileListResponse> {
    return this.queries.list(query, url);
  }

  @Get(':id')
  @Roles('staff')
  @ApiOperation({
    summary: 'Fetch a payout file',
    description: 'The file for the bank. It is the same to the byte each time, and the bank takes it once.',
  })
  @ApiOkResponse({
    description: 'The file.',
    content: {
      'application/xml': {
        schema: { type: 'string' },
        example: '<?xml version="1.0" encoding="UTF-8"?>\n<Document>…</Document>\n',
      },
    },
  })
  @Refuses('payout_file_not_found')
  async file(@Param() { id }: IdParam, @By() by: Actor): Promise<StreamableFile> {
    const { name, content } = await this.queries.content(id);
    this.audit.record({ action: 'payout_file.fetch', by, on: { type: 'payout_file', id } });
    return new StreamableFile(content, {
      type: 'application/xml; charset=utf-8',
      disposition: `attachment; filename="${name}"`,
    });
  }
}
