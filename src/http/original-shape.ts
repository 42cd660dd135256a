import type { FastifyInstance, FastifyRequest } from 'fastify';
import { linkTo } from './links.js';

type Fields = Record<string, unknown>;
type ToUrl = (collection: string, id: unknown) => string;

/** What a client sends to get the original's shape without the setting. */
const ASKED_FOR = /;\s*profile="?original"?/;
const DAYS = /^P(\d+)D$/;

/** Adds the Django platform's fields to ours, and uses its terms where a name is the same. */
const SHAPES: Record<string, (answer: Fields, toUrl: ToUrl) => Fields> = {
  loans: (loan, toUrl) => ({
    url: toUrl('loans', loan.id),
    ...loan,
    customer: toUrl('customers', loan.customer),
    status: statusOf(loan),
    duration: durationOf(loan.duration),
  }),
  payments: (payment, toUrl) => ({
    url: toUrl('payments', payment.id),
    ...payment,
    loan: toUrl('loans', payment.loan),
  }),
  customers: (customer, toUrl) => ({ url: toUrl('customers', customer.id), ...customer }),
  providers: (provider, toUrl) => ({ url: toUrl('providers', provider.id), ...provider }),
  bank_configuration: (config) => ({ ...config, duration: durationOf(config.duration) }),
};
/** The addresses of the original: a collection, one item, and the caller's own. */
const ADDRESS = /^\/api\/([a-z_]+)(?:\/:id|\/update_current)?\/?$/;

/**
 * Answers in the shape of the Django platform, for its clients: with `ORIGINAL_SHAPES` (`always`), or where a request
 * accepts `application/json; profile="original"`. docs/original.md has the table. Stored data is not affected.
 */
export function answerInOriginalShape(fastify: FastifyInstance, always: boolean): void {
  fastify.addHook('preSerialization', (request, _reply, answer, done) => {
    const isWanted = always || ASKED_FOR.test(request.headers.accept ?? '');
    done(null, isWanted ? inOriginalShape(request, answer) : answer);
  });
}

function inOriginalShape(request: FastifyRequest, answer: unknown): unknown {
  const shape = SHAPES[ADDRESS.exec(request.routeOptions.url ?? '')?.[1] ?? ''];
  if (shape === undefined) return answer;
  const toUrl: ToUrl = (collection, id) => linkTo(request, `/api/${collection}/${String(id)}/`);
  return shapeAnswer(answer, (each) => shape(each, toUrl));
}

/** Shapes one object, or each item of a list; a refusal or a file stays as it is. */
function shapeAnswer(answer: unknown, shape: (fields: Fields) => Fields): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  const { results } = answer as { results?: unknown };
  if (Array.isArray(results)) return { ...answer, results: results.map((each) => shape(each as Fields)) };
  const isResource = 'id' in answer || 'duration' in answer;
  return isResource && !('code' in answer && 'title' in answer) ? shape(answer) : answer;
}

/**
 * The original has no waiting or written-off loans: a waiting loan has no counterpart, a written-off one is in default.
 */
function statusOf({ status, total_paid: paid }: Fields): unknown {
  if (status === 'written_off') return 'defaulted';
  if (status !== 'active') return status;
  return /^[0.]*$/.test(String(paid)) ? 'pending_repayment' : 'partially_paid';
}

/** Django writes a duration of days as "365 00:00:00"; it has no months, so those stay ISO 8601. */
function durationOf(duration: unknown): unknown {
  const days = DAYS.exec(String(duration))?.[1];
  return days === undefined ? duration : `${days} 00:00:00`;
}
