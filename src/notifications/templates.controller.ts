import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import { DryRunQuery } from '../commands/dry-run.js';
import type { Actor } from '../http/audit-log.js';
import { Refuses } from '../http/refuses.js';
import { NotificationsQueries } from './notifications.queries.js';
import {
  ChangeTemplateDto,
  TemplateExamplesResponse,
  TemplateListResponse,
  TemplateParams,
  TemplateResponse,
  templateKey,
  toExampleResponse,
  toTemplateResponse,
} from './templates.dto.js';
import { Templates } from './templates.service.js';

@ApiTags('Letters')
@ApiBearerAuth()
@Controller('notification_templates')
export class TemplatesController {
  constructor(
    private readonly templates: Templates,
    private readonly queries: NotificationsQueries,
  ) {}

  @Get()
  @Roles('staff')
  @ApiOperation({
    summary: 'What letters say',
    description:
      'The template in force for each topic, channel and language. Version 0 is the platform’s own.',
  })
  async list(): Promise<TemplateListResponse> {
    return { results: (await this.queries.templates()).map(toTemplateResponse) };
  }

  @Put(':topic/:channel/:locale')
  @Roles('admin')
  @ApiOperation({
    summary: 'Change what letters say',
    description:
      'It is rendered with every example first, and refused if one of them does not work: an unknown value or filter, or ' +
      'anything of Liquid that could run long. Letters that wait are written with it too. Earlier versions are kept.',
  })
  @ApiOkResponse({ description: 'The template that holds now.', type: TemplateResponse })
  @Refuses('template_not_found', 'template_does_not_render')
  async change(
    @Param() wanted: TemplateParams,
    @Body() text: ChangeTemplateDto,
    @Query() { dry_run: isTried }: DryRunQuery,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<TemplateResponse | TemplateExamplesResponse> {
    if (isTried !== undefined) return this.preview(wanted, text);
    return toTemplateResponse(await this.templates.save(templateKey(wanted), text, caller, by));
  }

  @Post(':topic/:channel/:locale/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'See what a template would say',
    description: 'Renders it with every example, and changes nothing.',
  })
  @ApiOkResponse({ type: TemplateExamplesResponse })
  @Refuses('template_not_found', 'template_does_not_render')
  preview(@Param() wanted: TemplateParams, @Body() text: ChangeTemplateDto): TemplateExamplesResponse {
    return { examples: this.templates.render(templateKey(wanted), text).map(toExampleResponse) };
  }
}
