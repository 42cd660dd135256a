import type { ProblemCode } from './api.js';

/** One invalid field of a request. */
export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** An RFC 9457 problem as the API answers it; further members hold the figures that explain it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** A later version of the API may know more codes than this package. */
  code: ProblemCode | (string & Record<never, never>);
  request_id: string;
  errors?: readonly FieldError[];
  [fact: string]: unknown;
}

/** The API refused. `code` is for programs, `message` for people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly problem: Problem,
    /** After how many seconds the API says to try again; null: it does not say. */
    readonly retryAfter: number | null,
    /** The key of the command: repeated with it, a command that was done after all is not done twice. */
    readonly idempotencyKey: string | null,
  ) {
    super(problem.detail);
  }

  get code(): Problem['code'] {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }

  /** The invalid fields; empty unless `code` is `validation_failed`. */
  get fields(): readonly FieldError[] {
    return this.problem.errors ?? [];
  }
}

/** No answer of the API came: whether the request was carried out is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    message: string,
    /** Send the command again with it, and it is not done twice; null: the operation takes none, so look first. */
    readonly idempotencyKey: string | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
