import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, Roles } from '../auth/access.js';
import type { Actor } from '../http/audit-log.js';
import { BodyExample } from '../http/body-example.js';
import { Refuses } from '../http/refuses.js';
import { RedactedLinesResponse, RedactLinesDto } from './line-names.dto.js';
import { LineNames } from './line-names.service.js';

const REDACT_EXAMPLE = { party: '0198c0de-2222-7000-8000-000000000001' };

@ApiTags('Bank accounts')
@ApiBearerAuth()
@Controller('statement_lines')
export class LineNamesController {
  constructor(private readonly names: LineNames) {}

  @Post('redact')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    summary: 'Remove names and texts from lines of bank statements',
    description:
      'For good, such as when a person asks for it: who paid or was paid, and what they wrote, of lines that are ' +
      'explained. Send either `party` or `lines`. Dates, amounts and references stay; so no file brings the lines again. ' +
      'Lines that nobody has explained keep their text: it says whose they may be. Repeated, it changes nothing.',
  })
  @BodyExample(RedactLinesDto, REDACT_EXAMPLE)
  @ApiOkResponse({ description: 'How many lines lost their text.', type: RedactedLinesResponse })
  @Refuses('user_not_found', 'statement_line_not_found', 'line_state')
  redact(@Body() body: RedactLinesDto, @By() by: Actor): Promise<RedactedLinesResponse> {
    return this.names.redact(body, by);
  }
}
