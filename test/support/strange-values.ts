// Short enough that an address with it stays below the 16 KiB that Node.js accepts.
export const LONG = 'x'.repeat(10_000);
export const STRANGE_TEXT = [
  '',
  ' ',
  'NaN',
  'Infinity',
  '-1',
  '0',
  '0.00',
  '1e3',
  '0x10',
  '1,000.00',
  ' 1 ',
  '+5',
  '.5',
  '5.',
  '1.23456',
  '9999999999999',
  '٣٤٥',
  '100.00\u0000',
  '\u0000',
  '\ud800',
  '😀 ﷽ Ω\u202e',
  "'; DROP TABLE loans; --",
  "' OR '1'='1",
  '{"$gt":""}',
  '../../etc/passwd',
  '00000000-0000-0000-0000-000000000000',
  '0198c0de-4444-7000-8000-00000000000',
  'P0D',
  '2026-02-31',
  LONG,
];
/** A lone surrogate has no URL encoding. */
export const LONE = /\p{Surrogate}/u;
/** Neither text nor number: no field of any request takes these. */
export const NEVER_A_VALUE: unknown[] = [
  true,
  [],
  ['100.00'],
  {},
  { amount: '100.00' },
  [[[]]],
  { length: 12 },
];
/** Written as text, so that JavaScript does not change the number first. */
export const NUMBERS = [
  '0',
  '-0',
  '-1',
  '1e3',
  '1E400',
  '-1e-7',
  '0.1',
  '1.005',
  '123456789012345678901234567890',
];
export const NOT_AMOUNTS = [
  '0',
  '0.00',
  '-1',
  '1e3',
  'NaN',
  '',
  ' 1 ',
  '+5',
  '.5',
  '9999999999999',
  '1.23456',
  LONG,
];
export const NOT_OBJECTS = ['[]', '[{}]', '"x"', '5', 'null', 'true'];
export const NOT_JSON = [
  '{',
  'x',
  '{"a":1,"a":2}',
  '{"__proto__":{"role":"admin"}}',
  '{"constructor":{"prototype":{}}}',
  '{"toString":"x"}',
  '{"a":"\\ud800"}',
  '{"a":NaN}',
  `{"a":"\u0000"}`,
  '{"a":1}{}',
];
export const NESTED = [
  '['.repeat(40_000) + ']'.repeat(40_000),
  '{"a":'.repeat(15_000) + '1' + '}'.repeat(15_000),
];
