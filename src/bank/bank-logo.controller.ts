import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Put,
  Query,
  Res,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import type { FastifyReply } from 'fastify';
import { By, Public, Roles } from '../auth/access.js';
import { AttemptsGuard, OFTEN } from '../auth/attempts.guard.js';
import type { Actor } from '../http/audit-log.js';
import { Refuses } from '../http/refuses.js';
import { DomainError } from '../runtime/problems.js';
import { LogoQuery, LogoResponse } from './bank.dto.js';
import { BankLogos } from './bank-logo.service.js';
import { BankQueries } from './bank.queries.js';
import { PICTURE_TYPES } from './picture.js';

const PICTURE = { schema: { type: 'string', format: 'binary' } } as const;
/** Either type: generators would make two answers of two. */
const ANY_PICTURE = 'image/*';
const FOR_GOOD = 'public, max-age=31536000, immutable';

@ApiTags('Bank')
@Controller('bank/logo')
export class BankLogoController {
  constructor(
    private readonly queries: BankQueries,
    private readonly logos: BankLogos,
  ) {}

  @Get()
  @Public()
  @UseGuards(AttemptsGuard)
  @Throttle(OFTEN)
  @ApiOperation({
    summary: 'The picture of the bank, for anyone',
    description: 'PNG or JPEG, as it was uploaded.',
  })
  @ApiProduces(ANY_PICTURE)
  @ApiOkResponse({
    description: 'The picture.',
    content: { [ANY_PICTURE]: PICTURE },
  })
  @Refuses('logo_not_found', 'too_many_requests')
  async show(
    @Query() { version: named }: LogoQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { type, file, version } = await this.queries.getLogo();
    void reply.header('cache-control', named === version ? FOR_GOOD : 'no-cache');
    return new StreamableFile(file, { type, disposition: 'inline', length: file.length });
  }

  @Put()
  @ApiBearerAuth()
  @Roles('admin')
  @ApiOperation({
    summary: 'Set the picture of the bank',
    description:
      'It is shown at the portal, where staff sign in, and on documents. A PNG or JPEG file by its content, of at most ' +
      '256 kB and 2000 x 2000 pixels.',
  })
  @ApiConsumes(...PICTURE_TYPES)
  @ApiBody(PICTURE)
  @ApiOkResponse({ description: 'It is in use.', type: LogoResponse })
  @Refuses('picture_not_usable', 'body_too_large', 'unsupported_media_type')
  async set(@Body() file: unknown, @By() by: Actor): Promise<LogoResponse> {
    if (!Buffer.isBuffer(file)) {
      throw new DomainError('unsupported_media_type', 'Send the file as it is, as image/png or image/jpeg.');
    }
    return { logo_version: await this.logos.set(file, by) };
  }

  @Delete()
  @HttpCode(204)
  @ApiBearerAuth()
  @Roles('admin')
  @ApiOperation({
    summary: 'Remove the picture of the bank',
    description: 'Pages and documents are without one again.',
  })
  @ApiNoContentResponse({ description: 'There is none.' })
  remove(@By() by: Actor): Promise<void> {
    return this.logos.remove(by);
  }
}
