import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Refuses } from './refuses.js';

export const PDF = 'application/pdf';

/** Describes an operation that answers a PDF: its address ends with `/pdf`, as that of a CSV file ends with `/csv`. */
export function ApiPdf(name: string): MethodDecorator {
  return applyDecorators(
    ApiProduces(PDF),
    ApiOkResponse({
      description: 'The document.',
      headers: {
        'Content-Disposition': {
          description: 'The name of the file.',
          schema: { type: 'string' },
          example: `attachment; filename="${name}.pdf"`,
        },
      },
      content: { [PDF]: { schema: { type: 'string', format: 'binary' } } },
    }),
    Refuses('service_busy'),
  );
}

/** A finished file as the answer. The name is ASCII. */
export function asPdf(file: Buffer, name: string): StreamableFile {
  return new StreamableFile(file, {
    type: PDF,
    disposition: `attachment; filename="${name}.pdf"`,
    length: file.length,
  });
}
