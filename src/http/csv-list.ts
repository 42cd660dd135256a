import {
  applyDecorators,
  createParamDecorator,
  Logger,
  StreamableFile,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { firstValueFrom, map, type Observable } from 'rxjs';
import { toCsv, type Cell } from './csv.js';
import { parameterOf } from './links.js';
import { EXPORT_LIMIT, type Page } from './paging.js';
import { Refuses } from './refuses.js';
import { invalidFields } from './validation.js';

type Row = Record<string, Cell>;
interface Described {
  _OPENAPI_METADATA_FACTORY?: () => Record<string, { example?: unknown }>;
}

/** The addresses of a resource that is also available as a file: `@Get(alsoCsv('fundings'))`. */
export function alsoCsv(path = ''): string[] {
  return [path, path === '' ? 'csv' : `${path}/csv`];
}

/** Parameters of pages, which files do not take. */
export const OF_PAGES = ['format', 'limit', 'page', 'cursor', 'count'];

/** Whether the caller wants the file: by its address, or with `format=csv`. Throws `validation_failed`. */
function wantsCsv({ query, routeOptions: { url } }: FastifyRequest<{ Querystring: Row }>): boolean {
  if (url?.endsWith('/csv') !== true) return query.format === 'csv';
  const sent = OF_PAGES.filter((name) => query[name] !== undefined);
  if (sent.length === 0) return true;
  throw invalidFields(
    sent.map((field) => ({
      field,
      code: 'unknown_parameter',
      message: `"${field}" is not a parameter of a file: a file has all rows.`,
    })),
  );
}

/** Whether the caller wants the file, for handlers that write it themselves. */
export const WantsCsv = createParamDecorator((_: unknown, host: ExecutionContext): boolean =>
  wantsCsv(host.switchToHttp().getRequest()),
);

/**
 * The answer of an operation with `alsoCsv` addresses, as JSON and as a file; the API document shows each at its own
 * address.
 */
export function ApiJsonOrCsv(type: Type<unknown>, example: string): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(type),
    ApiOkResponse({
      description: 'The requested data.',
      content: {
        'application/json': { schema: { $ref: getSchemaPath(type) } },
        'text/csv': { schema: { type: 'string' }, example },
      },
    }),
  );
}

/**
 * Offers a list whose query is a `TableQuery` as a file too: at `/csv` (`alsoCsv`), or with `format=csv`. The file has
 * all rows, with the same fields. The handler is asked for one chunk after another while the file is sent, so a long
 * list takes no more memory than a short one. A failure on the way breaks off the transfer, so an incomplete file never
 * looks complete.
 */
export function CsvList(name: string, row: Type<unknown>, list: Type<unknown>): MethodDecorator {
  return applyDecorators(
    UseInterceptors(new CsvInterceptor(name, row)),
    ApiJsonOrCsv(list, exampleOf(row)),
    Refuses('export_too_large'),
  );
}

class CsvInterceptor implements NestInterceptor {
  private readonly logger = new Logger('CsvList');

  constructor(
    private readonly name: string,
    private readonly row: Type<unknown>,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Querystring: Row }>>();
    if (!wantsCsv(request)) return next.handle();
    const { query } = request;
    query.format = 'csv';
    // The file starts at the first row, whatever page the client is on.
    delete query.cursor;
    delete query.page;
    const read = () => next.handle() as Observable<Page<Row>>;
    return read().pipe(
      map((first) => {
        // The handler reads the query again on each call.
        const rest = (cursor: string) => {
          query.cursor = cursor;
          return firstValueFrom(read());
        };
        const lines = this.lines(first, rest);
        const options = {
          type: 'text/csv; charset=utf-8',
          disposition: `attachment; filename="${this.name}.csv"`,
        };
        return new StreamableFile(Readable.from(lines), options);
      }),
    );
  }

  private async *lines(
    first: Page<Row>,
    rest: (cursor: string) => Promise<Page<Row>>,
  ): AsyncGenerator<string> {
    const columns = columnsOf(this.row);
    yield toCsv([columns]);
    let count = 0;
    try {
      for (let page = first; ;) {
        count += page.results.length;
        // The list was short enough when it was counted; rows have been added since.
        if (count > EXPORT_LIMIT) throw new Error(`more than ${String(EXPORT_LIMIT)} rows`);
        yield toCsv(page.results.map((row) => columns.map((column) => row[column])));
        const cursor = page.next === null ? null : parameterOf(page.next, 'cursor');
        if (cursor === null) return;
        page = await rest(cursor);
      }
    } catch (error) {
      this.logger.warn({ msg: 'an export was broken off', list: this.name, rows: count, err: error });
      throw error;
    }
  }
}

/** The fields of an answer in the order of its class, inherited ones first. */
function fieldsOf(type: Type<unknown>): [name: string, example: unknown][] {
  const parent = Object.getPrototypeOf(type) as Type<unknown> | null;
  const inherited = parent?.prototype === undefined ? [] : fieldsOf(parent);
  const described = Object.hasOwn(type, '_OPENAPI_METADATA_FACTORY')
    ? ((type as Described)._OPENAPI_METADATA_FACTORY?.() ?? {})
    : {};
  return [
    ...inherited,
    ...Object.entries(described).map(([name, { example }]): [string, unknown] => [name, example]),
  ];
}

function columnsOf(type: Type<unknown>): string[] {
  const columns = fieldsOf(type).map(([name]) => name);
  if (columns.length === 0)
    throw new Error(`${type.name} describes no fields: was it built without the Swagger plugin?`);
  return columns;
}

function exampleOf(type: Type<unknown>): string {
  const fields = fieldsOf(type);
  return toCsv([fields.map(([name]) => name), fields.map(([, example]) => example as Cell)]);
}
