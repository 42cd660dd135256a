// Generated from the API document by `npm run console:types`: change the DTO and run it again.

/** The commands that take an Idempotency-Key. */
export const KEYED: ReadonlySet<string> = new Set([
  'POST /api/customers',
  'POST /api/providers',
  'POST /api/providers/add_funds',
  'POST /api/providers/withdraw',
  'POST /api/providers/reinvest',
  'POST /api/providers/withdrawals',
  'POST /api/loans',
  'POST /api/payments/collect',
  'POST /api/payments',
  'POST /api/payments/{id}/reverse',
  'POST /api/customers/{id}/credit/apply',
  'POST /api/customers/{id}/credit/refund',
  'POST /api/loans/{id}/write_off',
  'POST /api/loans/{id}/undo',
  'POST /api/notes',
  'POST /api/loans/{id}/promises',
  'POST /api/promises/{id}/cancel',
  'POST /api/providers/deposits',
  'POST /api/bank_accounts',
  'POST /api/statement_lines/{id}/charge',
  'POST /api/statement_lines/{id}/banked',
  'POST /api/statement_lines/{id}/outside',
]);
