import { ApiPropertyOptional, IntersectionType, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { LANGUAGES, type Language } from '../auth/languages.js';
import { PayoffQuery } from '../loan-statements/loan-statements.dto.js';
import { StatementQuery } from '../provider-statements/provider-statements.dto.js';
import { YearStatementQuery } from '../provider-statements/year-statement.dto.js';

export class DocumentQuery {
  @ApiPropertyOptional({
    description:
      'The language of the document. By default your own, else the first of `Accept-Language` that it has, else English.',
    enum: LANGUAGES,
    example: 'fr',
  })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;
}

export class PayoffLetterQuery extends IntersectionType(PayoffQuery, DocumentQuery) {}
export class StatementDocumentQuery extends IntersectionType(
  OmitType(StatementQuery, ['format', 'newest']),
  DocumentQuery,
) {}
export class YearDocumentQuery extends IntersectionType(YearStatementQuery, DocumentQuery) {}
