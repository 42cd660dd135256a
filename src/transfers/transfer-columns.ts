/** What a step may change of a transfer. */
export const CHANGED = [
  'state',
  'stateSince',
  'stands',
  'lease',
  'leasedUntil',
  'fee',
  'gatewayRef',
  'failureCode',
  'failureText',
  'nextAttemptAt',
  'payoutFileId',
  'holdUntil',
] as const;

/** What is not known of a transfer that is opened. */
export const NOTHING_YET = {
  lineId: null,
  fee: 0n,
  gatewayRef: null,
  replacesId: null,
  refundOfId: null,
  payoutFileId: null,
  autopayDueOn: null,
  attempt: null,
  failureCode: null,
  failureText: null,
  holdUntil: null,
  heard: 0,
  leasedUntil: null,
  lease: null,
  attempts: 0,
};
