import { Controller, Get, Header, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/access.js';
import { linkTo } from '../http/links.js';
import { DomainError, PROBLEMS, type ProblemCode } from '../runtime/problems.js';
import { Refuses } from '../http/refuses.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { ProblemDescription, ProblemList, ProblemParam } from './api-root.dto.js';

/** What can be read without an id, apart from what lies below another one; a test compares it with the document. */
const RESOURCES = [
  'auth/factor',
  'auth/me',
  'auth/sessions',
  'bank',
  'bank_accounts',
  'bank_configuration',
  'bank_statements',
  'care_requests',
  'credit_score',
  'customers',
  'day_close',
  'event_types',
  'events',
  'funding_queue',
  'fundings',
  'ledger/journal',
  'ledger/proof',
  'loans',
  'notes',
  'notification_preferences',
  'notification_templates',
  'notifications',
  'payments',
  'payout_files',
  'problems',
  'providers',
  'reports/collections',
  'reports/concentration',
  'reports/day_close',
  'reports/funding',
  'reports/in_transit',
  'reports/portfolio',
  'reports/reconciliation',
  'reports/vintages',
  'users',
  'webhook_deliveries',
  'webhook_endpoints',
  'reports/counter',
  'search',
];

@ApiTags('Index')
@Public()
@Controller()
export class IndexController {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  @Get()
  @Header('Vary', 'Accept')
  @ApiOperation({
    summary: 'The resources of this API',
    description: 'Name and address of each. A browser is redirected to the Swagger UI if it is enabled.',
  })
  @ApiOkResponse({
    schema: {
      type: 'object',
      additionalProperties: { type: 'string' },
      example: { loans: '/api/loans/', docs: '/api/docs/' },
    },
  })
  index(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Record<string, string> | undefined {
    if (this.config.apiDocs && request.headers.accept?.includes('text/html')) {
      void reply.redirect('/api/docs/', 302);
      return undefined;
    }
    return Object.fromEntries<string>([
      ...[
        ...RESOURCES,
        ...(this.config.sandbox ? ['sandbox/clock'] : []),
        ...(this.config.gateways.length > 0 ? ['instruments', 'transfers'] : []),
      ].map((name): [string, string] => [name, linkTo(request, `/api/${name}/`)]),
      ...(this.config.apiDocs
        ? [
            ['docs', linkTo(request, '/api/docs/')] as const,
            ['openapi', linkTo(request, '/api/openapi.json')] as const,
          ]
        : []),
    ]);
  }

  @Get('problems')
  @ApiOperation({
    summary: 'All problem codes',
    description: 'Every `code` that an error answer can carry, with its status and meaning.',
  })
  problems(): ProblemList {
    return { results: (Object.keys(PROBLEMS) as ProblemCode[]).map(describe) };
  }

  @Get('problems/:code')
  @ApiOperation({
    summary: 'What a problem code means',
    description: 'The address in the `type` of every error answer.',
  })
  @Refuses('problem_not_found')
  problem(@Param() { code }: ProblemParam): ProblemDescription {
    if (!Object.hasOwn(PROBLEMS, code)) {
      throw new DomainError('problem_not_found', 'There is no such code. GET /api/problems/ lists them.');
    }
    return describe(code as ProblemCode);
  }
}

function describe(code: ProblemCode): ProblemDescription {
  return { code, ...PROBLEMS[code] };
}
