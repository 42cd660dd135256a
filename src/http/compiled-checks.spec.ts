import { describe, expect, test } from '@jest/globals';
import { ValidationPipe, type ArgumentMetadata, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import fc from 'fast-check';
import { LoanListQuery } from '../loans/loan-list.dto.js';
import { RequestLoanDto } from '../loans/loans.dto.js';
import { compiledChecks } from './compiled-checks.js';
import { IdParam } from './id-param.js';
import { TableQuery } from './paging.js';
import { validationPipe } from './validation.js';

const ID = '0198c0de-2222-7000-8000-00000000000A';

/** Values at the edge of what the rules below take, and some that none takes. */
const values = fc.oneof(
  fc.constantFrom(ID, ID.toLowerCase(), '100.00', '30', 'active'),
  fc.constantFrom(
    ...[
      '1',
      '30',
      '100',
      '101',
      '0',
      '-1',
      '1.5',
      'exact',
      'json',
      'csv',
      'active',
      'active,paid',
      'active,active',
    ],
    ...[
      '100.00',
      '100',
      '1e3',
      ID,
      ID.toLowerCase(),
      `${ID} `,
      '2026-11-01',
      '2026-02-30',
      'true',
      '',
      ' ',
      'a\u0000',
    ],
    ...['-created_at', 'created_at', '36500', '36501', 'constructor'],
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.boolean(),
  fc.double(),
  fc.integer({ min: -5, max: 110 }),
  fc.constantFrom(null, undefined, [], {}, ['1'], { id: 1 }),
);

/** class-validator alone, as Nest asks it. */
const judged = (dto: Type<unknown>, value: unknown) =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    validationError: { target: false, value: false },
    exceptionFactory: () => new Error('refused'),
  }).transform(value, { type: 'body', metatype: dto } as ArgumentMetadata) as Promise<unknown>;

describe('compiled checks', () => {
  test.each<[string, Type<unknown>, string[]]>([
    ['LoanListQuery', LoanListQuery, ['limit', 'ordering', 'status']],
    ['TableQuery', TableQuery, ['limit', 'cursor', 'format']],
    ['RequestLoanDto', RequestLoanDto, ['amount', 'quote', 'queue']],
    ['IdParam', IdParam, ['id']],
  ])('of %s take what class-validator takes, and make the same of it', async (_, dto, own) => {
    const fields = [
      ...own,
      ...[
        'limit',
        'page',
        'cursor',
        'ordering',
        'count',
        'format',
        'status',
        'customer',
        'started_from',
        'search',
      ],
      ...['days_past_due_to', 'unknown'],
    ];
    const checks = compiledChecks(dto);
    const bodyOf = (names: readonly string[]) =>
      fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 3, noNullPrototype: true });
    const body = fc.oneof(bodyOf(own), bodyOf(fields));
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const copy = structuredClone(sent);
        const verdict = await judged(dto, sent).catch(() => null);
        const quick = await (async () =>
          validationPipe.transform(copy, { type: 'body', metatype: dto }))().catch(() => null);
        expect(quick).toEqual(verdict);
        if (verdict === null) return;
        taken++;
        expect(quick).toBeInstanceOf(dto);
        if (Object.values(sent).every((value) => ['string', 'number', 'boolean'].includes(typeof value))) {
          expect(checks?.(plainToInstance(dto, sent) as object)).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
    expect(taken).toBeGreaterThan(10);
  });

  test('leave a class with nested rules to class-validator', () => {
    class Inner {
      @IsString()
      name!: string;
    }
    class Outer {
      @ValidateNested()
      inner!: Inner;
    }
    expect(compiledChecks(Outer)).toBeNull();
  });

  test('leave a rule with a condition of its own to class-validator', () => {
    class Conditional {
      @IsInt({ validateIf: (object: { kind?: string }) => object.kind === 'n' })
      value!: unknown;
    }
    expect(compiledChecks(Conditional)).toBeNull();
  });

  test('follow inheritance as class-validator does', () => {
    class Parent {
      @IsOptional()
      @IsIn(['a'])
      word?: string;
    }
    class Child extends Parent {
      @IsInt()
      count!: number;
    }
    const checks = compiledChecks(Child);
    const of = (fields: object) => checks?.(Object.assign(new Child(), fields));
    expect([of({ count: 1 }), of({ count: 1, word: 'a' }), of({ count: 1, word: undefined })]).toEqual([
      true,
      true,
      true,
    ]);
    expect([of({}), of({ count: 1, word: 'b' }), of({ count: 1, other: 1 })]).toEqual([false, false, false]);
  });
});
