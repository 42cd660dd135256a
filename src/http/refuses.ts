import { ApiResponse } from '@nestjs/swagger';
import { DomainError, PROBLEMS, toProblemBody, type ProblemCode } from '../runtime/problems.js';

export const PROBLEM_SCHEMA = { $ref: '#/components/schemas/Problem' };

/** The OpenAPI example of a problem answer. */
export function problemExample(code: ProblemCode): { summary: string; value: unknown } {
  const { title } = PROBLEMS[code];
  return {
    summary: title,
    value: toProblemBody(new DomainError(code, `${title}.`), '0198c0de-0000-7000-8000-000000000000'),
  };
}

/** The OpenAPI response for these problem codes (all of one status). */
export function problemResponse(codes: readonly ProblemCode[]) {
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join(' · '),
    content: {
      'application/problem+json': {
        schema: PROBLEM_SCHEMA,
        examples: Object.fromEntries(codes.map((code) => [code, problemExample(code)])),
      },
    },
  };
}

const DOCUMENTED = Symbol('documented refusals');

/** Documents the refusals of an operation, from the table of problems. Several on one handler add up. */
export function Refuses(...codes: ProblemCode[]): MethodDecorator {
  return (target, key, descriptor: PropertyDescriptor) => {
    const handler = descriptor.value as object;
    const earlier = (Reflect.getMetadata(DOCUMENTED, handler) ?? []) as ProblemCode[];
    const added = codes.filter((code) => !earlier.includes(code));
    const all = [...added, ...earlier];
    Reflect.defineMetadata(DOCUMENTED, all, handler);
    for (const status of new Set(added.map((code) => PROBLEMS[code].status))) {
      const ofStatus = (code: ProblemCode) => PROBLEMS[code].status === status;
      // Swagger joins the descriptions of one status, but replaces its examples.
      const { content } = problemResponse(all.filter(ofStatus));
      const { description } = problemResponse(added.filter(ofStatus));
      ApiResponse({ status, description, content })(target, key, descriptor);
    }
  };
}
