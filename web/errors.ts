import type { Schemas } from '../console/src/api/schemas';

/** An RFC 9457 problem: what is shown is worded by its code. */
export type Problem = Schemas['Problem'] & Record<string, unknown>;

/** The API refused. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** No answer came: the request may or may not have arrived. */
export class Offline extends Error {}

/** The session is over. What was typed is kept until somebody signs in again. */
export class SessionOver extends Error {}

/** The browser got no answer of a security key: nobody touched it, or it is another one. */
export class KeyNotUsed extends Error {}
