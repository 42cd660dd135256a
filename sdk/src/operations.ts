import type { paths } from './api.js';

/** Types of a call, worked out from the API document. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The addresses that have a method, as the document writes them: `/api/loans/{id}`. */
export type Path<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

export type Operation<M extends Method, P extends Path<M>> = paths[P][M];

/** The parameters behind `?`. */
export type Query<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;

type PathParameters<O> = O extends { parameters: { path: infer V } } ? V : never;

export type Body<O> = O extends { requestBody?: infer B } ? BodyOf<NonNullable<B>> : never;

type BodyOf<B> = [B] extends [never]
  ? never
  : B extends { content: infer C }
    ? C extends { 'application/json': infer J }
      ? J
      : string
    : never;

type Content<R> = R extends { content: infer C }
  ? C extends { 'application/json': infer J }
    ? J
    : C extends { 'application/pdf': unknown }
      ? Blob
      : string
  : undefined;

/** What a successful call answers: JSON as its type, text as a string, a document as a Blob, or nothing. */
export type Answer<O> = O extends { responses: infer R }
  ? Content<R[keyof R & (200 | 201 | 202 | 204)]>
  : never;

/** A row of a list. */
export type Item<O> = Answer<O> extends { next: string | null; results: readonly (infer T)[] } ? T : never;

/** The addresses that answer lists which `each` can follow. */
export type ListPath = {
  [P in Path<'get'>]: Answer<paths[P]['get']> extends { next: string | null; results: unknown[] } ? P : never;
}[Path<'get'>];

interface Common {
  /** For commands that move money. Without one, each call makes its own and keeps it over its own repeats. */
  idempotencyKey?: string;
  /** The type of a body that is a text rather than JSON; `text/plain` unless said otherwise. */
  contentType?: string;
  signal?: AbortSignal;
}

type IfAny<T, Yes> = [T] extends [never] ? unknown : Yes;
/** Left out where nothing in it is required. */
type Part<Name extends string, T> = object extends T ? Partial<Record<Name, T>> : Record<Name, T>;
/** A parameter may be left out by `undefined`, too. */
type Loose<T> = { [K in keyof T]: T[K] | undefined extends T[K] ? T[K] | undefined : T[K] };

export type Options<O> = Common &
  IfAny<PathParameters<O>, { path: PathParameters<O> }> &
  IfAny<Query<O>, Part<'query', Loose<Query<O>>>> &
  IfAny<Body<O>, Part<'body', Body<O>>>;

/** The options may be left out where none of them is required. */
export type Rest<T> = object extends T ? [options?: T] : [options: T];
