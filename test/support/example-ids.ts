import { STATEMENT_EXAMPLE } from '../../src/reconciliation/statement-example.js';

/** What the document's examples call objects, and what a step of this story calls them instead. */
export const EXAMPLES = {
  customer: '0198c0de-2222-7000-8000-000000000001',
  provider: '0198c0de-3333-7000-8000-000000000001',
  loan: '0198c0de-4444-7000-8000-000000000001',
  payment: '0198c0de-6666-7000-8000-000000000001',
  quote: '0198c0de-7777-7000-8000-000000000001',
  session: '0198c0de-aaaa-7000-8000-000000000001',
  instrument: '0198c0de-abcd-7000-8000-000000000001',
  transfer: '0198c0de-7a7a-7000-8000-000000000001',
  statement: '0198c0de-bbbb-7000-8000-000000000001',
  line: '0198c0de-cccc-7000-8000-000000000001',
  bankAccount: '0198c0de-ba0c-7000-8000-000000000001',
  payoutFile: '0198c0de-f11e-7000-8000-000000000001',
  file: STATEMENT_EXAMPLE,
  note: '0198c0de-eeee-7000-8000-000000000001',
  promise: '0198c0de-ffff-7000-8000-000000000001',
  notification: '0198c0de-1e77-7000-8000-000000000001',
  event: '0198c0de-e7e7-7000-8000-000000000001',
  webhookEndpoint: '0198c0de-e0e0-7000-8000-000000000001',
  webhookDelivery: '0198c0de-de11-7000-8000-000000000001',
  webhookUrl: 'https://example.com/hooks/loans',
  careRequest: '0198c0de-ca2e-7000-8000-000000000001',
  unsubscribe:
    '0198c0de-2233-7000-8000-000000000001.reminder.email.9Yk0bq4f1oQd3m5n7p9r1t3v5x7z9B1D3F5H7J9L1N3',
  newUsername: 'ada.okoye',
  madeUpUsername: 'c4821093759',
  code: 'k7mp-9xqt',
  factorCode: '287082',
  securityKey: '0198c0de-5ec0-7000-8000-000000000001',
  keyId: '6pJpcHbpG0sS3vZ2sV8s3Q',
  keyClientData:
    'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiZXhhbXBsZSIsIm9yaWdpbiI6Imh0dHBzOi8vbG9hbnMuZXhhbXBsZS5vcmcifQ',
  keyAttestation: 'o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVg',
  key: '6f1c7c1e-loan-2026-11-23',
  refreshToken: 'q3VYy0Zb8m1T5nJ2w9eRk7uHcXoL4sDf6gAiPBvNtMQ',
};

/** What examples are called in truth. */
export type Names = Partial<Record<keyof typeof EXAMPLES, string>>;
