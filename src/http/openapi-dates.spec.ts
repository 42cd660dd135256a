import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { examplesOn } from './openapi-dates.js';

describe('the dates of examples', () => {
  const document = {
    info: { version: '2026-11-23' },
    paths: {
      '/api/x': {
        get: {
          description: 'From 1900-01-01 on, such as 2026-12-24.',
          parameters: [{ schema: { example: '2026-12-24', pattern: '2026-12-24' } }],
          content: { examples: { one: { value: { rows: [{ due: '2026-11-01', nr: 7 }, null] } } } },
        },
      },
    },
    components: {
      id: { example: '0198c0de-2026-7000-8000-202611230001' },
      at: { example: '2026-11-23T10:15:00.000Z' },
      file: { example: 'date,amount\r\n2026-11-23,-400.00\r\n' },
      bounds: { example: 'from 1900-01-01 to 2999-12-31' },
    },
  } as unknown as OpenAPIObject;

  it('are as far from today as they were when they were written, and nothing else is', () => {
    const before = structuredClone(document);
    expect(examplesOn(document, '2028-02-29')).toEqual({
      info: { version: '2026-11-23' },
      paths: {
        '/api/x': {
          get: {
            description: 'From 1900-01-01 on, such as 2026-12-24.',
            parameters: [{ schema: { example: '2028-03-31', pattern: '2026-12-24' } }],
            content: { examples: { one: { value: { rows: [{ due: '2028-02-07', nr: 7 }, null] } } } },
          },
        },
      },
      components: {
        id: { example: '0198c0de-2026-7000-8000-202611230001' },
        at: { example: '2028-02-29T10:15:00.000Z' },
        file: { example: 'date,amount\r\n2028-02-29,-400.00\r\n' },
        bounds: { example: 'from 1900-01-01 to 2999-12-31' },
      },
    });
    expect(document).toEqual(before);
    expect(examplesOn(document, '2026-11-23')).toEqual(before);
  });
});
