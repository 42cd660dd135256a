import type { DataProvider, GetListParams, RaRecord } from 'react-admin';
import { errorInWords } from '../parts/errors';
import { today } from '../parts/format';
import { api, cursorOf, download } from './client';

interface Page {
  next: string | null;
  results: RaRecord[];
  count?: number | null;
  count_is_estimate?: boolean;
}

/** What identifies a row, where it is not `id`. */
const KEYS: Record<string, string> = {
  funding_queue: 'loan',
  day_close: 'business_date',
  'reports/collections': 'loan',
  'bank_configuration/history': 'version',
};
/** Lists that come oldest first unless they are asked otherwise. */
const OLDEST_FIRST = new Set(['events']);
/** Lists that come in an order of their own. */
const UNORDERED = new Set(['reports/collections', 'bank_configuration/history', 'loans_allocation']);

/** Lists that say how many rows they have, near enough where there are many. */
const COUNTED = new Set(['customers', 'loans', 'payments', 'providers']);
/** What a list asks for with its rows. */
export const WITH_COUNT = { isCounted: true };
export interface ListMeta {
  count?: number | null;
  isEstimate?: boolean;
}

const withId = (resource: string, row: object): RaRecord => {
  const key = KEYS[resource];
  return (key === undefined ? row : { ...row, id: (row as Record<string, unknown>)[key] }) as RaRecord;
};

/** The query of a list as the API takes it, without its page. */
export function listQuery(
  resource: string,
  { filter, sort }: Pick<GetListParams, 'filter' | 'sort'>,
): Record<string, unknown> {
  const filters = Object.fromEntries(
    Object.entries((filter ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  );
  if (UNORDERED.has(resource) || !sort) return filters;
  if (OLDEST_FIRST.has(resource)) {
    return { ...filters, ordering: sort.order === 'ASC' ? sort.field : `-${sort.field}` };
  }
  const ordering = sort.order === 'ASC' ? sort.field : `-${sort.field}`;
  // The newest come first by themselves.
  return { ...filters, ...(ordering === '-created_at' ? {} : { ordering }) };
}

/** Where each page of a list begins, as far as it was turned to: the API's lists are read from a cursor on. */
const cursors = new Map<string, (string | null)[]>();

async function pageOf(resource: string, params: GetListParams): Promise<Page & { page: number }> {
  const { page = 1, perPage: limit = 30 } = params.pagination ?? {};
  const query = listQuery(resource, params);
  const key = JSON.stringify([resource, query, limit]);
  const isCounted = COUNTED.has(resource) && (params.meta as typeof WITH_COUNT | undefined)?.isCounted;
  const count = isCounted ? { count: 'estimate' } : {};
  const known = cursors.get(key) ?? [null];
  cursors.set(key, known);
  const read = async (at: number): Promise<Page> => {
    const cursor = known[at - 1];
    const answer = await api<Page>(`${resource}/`, { query: { ...query, limit, cursor, ...count } });
    known[at] = cursorOf(answer.next);
    return answer;
  };
  // Somebody who comes to a later page by its address: its beginning is found by reading the pages before.
  for (let at = 1; at < page; at++) {
    if (known[at] === undefined && (await read(at)).next === null) return { results: [], next: null, page };
  }
  return { ...(await read(page)), page };
}

const refuse = (): Promise<never> => Promise.reject(new Error('Changes are made by commands.'));

/** react-admin shows the message of what went wrong. */
async function said<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error) error.message = errorInWords(error);
    throw error;
  }
}

/** react-admin on the REST API: reads only. What changes something is a command, see `parts/Command`. */
export const dataProvider: DataProvider = {
  supportAbortSignal: false,
  async getList(resource, params) {
    const {
      results,
      next,
      page,
      count,
      count_is_estimate: isEstimate,
    } = await said(pageOf(resource, params));
    return {
      data: results.map((row) => withId(resource, row)) as never[],
      pageInfo: { hasNextPage: next !== null, hasPreviousPage: page > 1 },
      meta: { count, isEstimate } satisfies ListMeta,
    };
  },
  async getManyReference(resource, params) {
    return dataProvider.getList(resource, {
      ...params,
      filter: { ...(params.filter as object), [params.target]: params.id },
    });
  },
  async getOne(resource, { id }) {
    return { data: withId(resource, await said(api(`${resource}/${String(id)}/`))) as never };
  },
  async getMany(resource, { ids }) {
    const rows = await said(Promise.all(ids.map((id) => api<object>(`${resource}/${String(id)}/`))));
    return { data: rows.map((row) => withId(resource, row)) as never[] };
  },
  create: refuse,
  update: refuse,
  updateMany: refuse,
  delete: refuse,
  deleteMany: refuse,
};

/** Saves a list, with its filters, as CSV: all of its rows, not only the page that is shown. */
export const exportList = (resource: string, params: Pick<GetListParams, 'filter' | 'sort'>): Promise<void> =>
  download(
    `${resource}/`,
    { ...listQuery(resource, params), format: 'csv' },
    `${resource.replace('/', '-')}.csv`,
    today(),
  );
