import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import type { Language } from '../auth/languages.js';
import { ApiPdf, asPdf } from '../http/pdf.js';
import { Refuses } from '../http/refuses.js';
import { ProviderStatements } from '../provider-statements/provider-statements.queries.js';
import { YearStatements } from '../provider-statements/year-statement.queries.js';
import { ProvidersQueries } from '../providers/providers.queries.js';
import { StatementDocumentQuery, YearDocumentQuery } from './documents.dto.js';
import { Documents } from './documents.service.js';
import { shownPersonName } from './names.js';
import { PreferredLanguage } from './reader-language.js';

@ApiTags('Documents')
@ApiBearerAuth()
@Controller('providers')
@Roles('provider', 'staff')
export class ProviderDocumentsController {
  constructor(
    private readonly documents: Documents,
    private readonly statements: ProviderStatements,
    private readonly years: YearStatements,
    private readonly providers: ProvidersQueries,
  ) {}

  @Get('statement/pdf')
  @ApiOperation({
    summary: "A provider's statement, as a PDF",
    description: 'What `GET /api/providers/statement/` answers, up to 5,000 movements.',
  })
  @ApiPdf('lender-statement')
  @Refuses('provider_not_found', 'export_too_large')
  async statement(
    @Query() { language, ...query }: StatementDocumentQuery,
    @PreferredLanguage() preferred: Language | null,
    @CurrentUser() caller: Caller,
  ): Promise<StreamableFile> {
    const statement = await this.statements.statement(query, caller);
    const provider = await this.lender(statement.provider, caller);
    const file = await this.documents.print(
      () => Promise.resolve({ kind: 'provider-statement', provider, statement }),
      { caller, asked: language, preferred },
    );
    return asPdf(file, `lender-statement-${statement.from}-${statement.to}`);
  }

  @Get('year_statement/pdf')
  @ApiOperation({
    summary: "A provider's year, as a PDF",
    description: 'What `GET /api/providers/year_statement/` answers.',
  })
  @ApiPdf('year-statement')
  @Refuses('provider_not_found')
  async year(
    @Query() { language, year, provider: asked }: YearDocumentQuery,
    @PreferredLanguage() preferred: Language | null,
    @CurrentUser() caller: Caller,
  ): Promise<StreamableFile> {
    const statement = await this.years.of(year, asked, caller);
    const provider = await this.lender(statement.provider, caller);
    const file = await this.documents.print(
      () => Promise.resolve({ kind: 'year-statement', provider, statement }),
      { caller, asked: language, preferred },
    );
    return asPdf(file, `year-statement-${String(statement.year)}`);
  }

  private async lender(id: string, caller: Caller): Promise<{ name: string; number: string }> {
    const provider = await this.providers.getProvider(id, caller);
    return { name: shownPersonName(provider), number: provider.number };
  }
}
