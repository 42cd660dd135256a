import {
  applyDecorators,
  createParamDecorator,
  Logger,
  StreamableFile,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
  type Type,
} from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { keepingPerson } from '../database/person.js';
import { toCsv, type Cell } from './csv.js';
import { parameterOf } from './links.js';
import { EXPORT_LIMIT, type Page, type TableQuery } from './paging.js';
import { Refuses } from './refuses.js';
import { invalidFields } from './validation.js';

type Row = Record<string, Cell>;
interface Described {
  _OPENAPI_METADATA_FACTORY?: () => Record<string, { example?: unknown; required?: boolean }>;
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
 * looks complete. `flat` makes a row of a file from one of an answer, where that has objects within.
 */
export function CsvList<R extends object>(
  name: string,
  row: Type<R>,
  list: Type<unknown>,
  flat?: (result: never) => R,
): MethodDecorator {
  return applyDecorators(
    answeringFilesToo(new CsvFile(name, row, flat as unknown as (result: Row) => Row)),
    UseGuards(askedForFile),
    ApiJsonOrCsv(list, exampleOf(row)),
    Refuses('export_too_large'),
  );
}

/** Runs before the query is validated: a file starts at the first row, whatever page the client is on. */
const askedForFile: CanActivate = {
  canActivate(context) {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Querystring: Row }>>();
    if (wantsCsv(request)) {
      request.query.format = 'csv';
      delete request.query.cursor;
      delete request.query.page;
    }
    return true;
  },
};

type ListHandler = (...args: unknown[]) => Promise<Page<Row>>;

/**
 * Turns the pages of a handler into a file where its query says so. It is no interceptor, because those cost every list
 * a chain of observables, a thirtieth of its time.
 */
function answeringFilesToo(file: CsvFile): MethodDecorator {
  return (target, key, descriptor) => {
    const handler = descriptor.value as ListHandler;
    const at = queryOf(target.constructor, key);
    const both = async function (this: unknown, ...args: unknown[]): Promise<Page<Row> | StreamableFile> {
      const query = args[at] as TableQuery;
      const read = () => handler.apply(this, args);
      const first = await read();
      if (query.format !== 'csv') return first;
      const rest = keepingPerson((cursor: string) => {
        query.cursor = cursor;
        return read();
      });
      return file.of(first, rest);
    };
    // Nest and Swagger know a handler by its name, and by what other decorators have noted.
    Object.defineProperty(both, 'name', { value: handler.name });
    for (const noted of Reflect.getOwnMetadataKeys(handler) as string[]) {
      Reflect.defineMetadata(noted, Reflect.getOwnMetadata(noted, handler), both);
    }
    descriptor.value = both as never;
  };
}

/** The place of the `@Query()` among a handler's parameters. */
function queryOf(controller: object, handler: string | symbol): number {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) as Record<
    string,
    { index: number }
  >;
  const query = Object.keys(parameters).find((name) => name.startsWith(`${String(RouteParamtypes.QUERY)}:`));
  if (query === undefined) throw new Error(`${String(handler)} is a list without a query`);
  return parameters[query]?.index ?? 0;
}

class CsvFile {
  private readonly logger = new Logger('CsvList');

  constructor(
    private readonly name: string,
    private readonly row: Type<unknown>,
    private readonly flat: (result: Row) => Row = (result) => result,
  ) {}

  /** `rest` reads the page at a cursor. */
  of(first: Page<Row>, rest: (cursor: string) => Promise<Page<Row>>): StreamableFile {
    return new StreamableFile(Readable.from(this.lines(first, rest)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${this.name}.csv"`,
    });
  }

  private async *lines(
    first: Page<Row>,
    rest: (cursor: string) => Promise<Page<Row>>,
  ): AsyncGenerator<string> {
    const columns = columnsOf(this.row, first.results.map(this.flat));
    yield toCsv([columns]);
    let count = 0;
    try {
      for (let page = first; ;) {
        count += page.results.length;
        // The list was short enough when it was counted; rows have been added since.
        if (count > EXPORT_LIMIT) throw new Error(`more than ${String(EXPORT_LIMIT)} rows`);
        yield toCsv(page.results.map(this.flat).map((row) => columns.map((column) => row[column])));
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
function fieldsOf(type: Type<unknown>): [name: string, example: unknown, isOptional: boolean][] {
  const parent = Object.getPrototypeOf(type) as Type<unknown> | null;
  const inherited = parent?.prototype === undefined ? [] : fieldsOf(parent);
  const described = Object.hasOwn(type, '_OPENAPI_METADATA_FACTORY')
    ? ((type as Described)._OPENAPI_METADATA_FACTORY?.() ?? {})
    : {};
  return [
    ...inherited,
    ...Object.entries(described).map(([name, { example, required }]): [string, unknown, boolean] => [
      name,
      example,
      required === false,
    ]),
  ];
}

/** The columns of a file. A field that rows have only where a bank uses something is left out where none has it. */
function columnsOf(type: Type<unknown>, rows: readonly Row[]): string[] {
  const columns = fieldsOf(type)
    .filter(([name, , isOptional]) => !isOptional || rows.some((row) => row[name] !== undefined))
    .map(([name]) => name);
  if (columns.length === 0)
    throw new Error(`${type.name} describes no fields: was it built without the Swagger plugin?`);
  return columns;
}

function exampleOf(type: Type<unknown>): string {
  const fields = fieldsOf(type);
  return toCsv([fields.map(([name]) => name), fields.map(([, example]) => example as Cell)]);
}
