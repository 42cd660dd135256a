/**
 * Every way the platform refuses a request. Services throw `DomainError(code, detail, facts)`; one filter answers it as
 * RFC 9457 `application/problem+json`; `@Refuses(code)` documents it on an operation from this same table.
 */
export const PROBLEMS = {
  malformed_request: { status: 400, title: 'The request could not be read' },
  webhook_not_verified: { status: 400, title: 'The message is not signed by the gateway' },
  validation_failed: { status: 400, title: 'Some fields are not valid' },
  not_authenticated: { status: 401, title: 'Sign in first' },
  invalid_credentials: { status: 401, title: 'Wrong username or password' },
  invalid_refresh_token: { status: 401, title: 'The refresh token is not valid' },
  factor_required: { status: 401, title: 'Signing in takes a second factor too' },
  factor_wrong: { status: 401, title: 'The second factor is wrong' },
  password_change_required: { status: 403, title: 'Choose your own password first' },
  forbidden: { status: 403, title: 'Your role may not do this' },
  factor_needed: { status: 403, title: 'Set up a second factor first' },
  origin_refused: { status: 403, title: 'The request comes from the page of another site' },
  https_needed: { status: 403, title: 'This needs https' },
  calculator_closed: { status: 403, title: 'The bank does not publish its prices' },
  registration_closed: { status: 403, title: 'The bank registers people itself' },
  own_person: { status: 403, title: 'Staff may not act on accounts of their own' },
  account_disabled: { status: 403, title: 'The account is disabled' },
  not_found: { status: 404, title: 'There is nothing at this address' },
  customer_not_found: { status: 404, title: 'No such customer' },
  loan_not_found: { status: 404, title: 'No such loan' },
  receipt_not_found: { status: 404, title: 'The loan has no allocation receipt' },
  payment_not_found: { status: 404, title: 'No such payment' },
  provider_not_found: { status: 404, title: 'No such loan provider' },
  quote_not_found: { status: 404, title: 'No such quote' },
  transfer_not_found: { status: 404, title: 'No such transfer' },
  autopay_not_found: { status: 404, title: 'Nothing is collected for the loan by itself' },
  instrument_not_found: { status: 404, title: 'No such card or bank account' },
  bank_account_not_found: { status: 404, title: 'No such bank account' },
  bank_statement_not_found: { status: 404, title: 'No such bank statement' },
  logo_not_found: { status: 404, title: 'The bank has no logo' },
  payout_file_not_found: { status: 404, title: 'No such payout file' },
  statement_line_not_found: { status: 404, title: 'No such line of a bank statement' },
  notification_not_found: { status: 404, title: 'There is no such letter' },
  template_not_found: { status: 404, title: 'No such template' },
  unsubscribe_link_wrong: { status: 404, title: 'The link does not turn letters off' },
  note_not_found: { status: 404, title: 'No such note' },
  promise_not_found: { status: 404, title: 'No such promise' },
  care_request_not_found: { status: 404, title: 'No such request' },
  user_not_found: { status: 404, title: 'No such user' },
  event_not_found: { status: 404, title: 'No such event' },
  endpoint_not_found: { status: 404, title: 'No such webhook endpoint' },
  delivery_not_found: { status: 404, title: 'No such webhook delivery' },
  session_not_found: { status: 404, title: 'No such session' },
  key_not_found: { status: 404, title: 'No such security key' },
  problem_not_found: { status: 404, title: 'No such problem code' },
  method_not_allowed: { status: 405, title: 'This address does not support that method' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  username_taken: { status: 409, title: 'That username is taken' },
  own_account: { status: 409, title: 'You cannot change your own role, disable or erase yourself' },
  last_admin: { status: 409, title: 'The last active admin cannot be removed' },
  role_fixed: { status: 409, title: 'This user is neither staff nor an admin' },
  person_erased: { status: 409, title: 'The person was erased' },
  has_open_business: { status: 409, title: 'Something is open with the person still' },
  loan_already_paid: { status: 409, title: 'The loan is already paid' },
  loan_not_defaulted: { status: 409, title: 'Only a loan in default can be written off' },
  loan_not_queued: { status: 409, title: 'The loan is not waiting in the funding queue' },
  loan_not_undoable: { status: 409, title: 'The loan cannot be undone' },
  loan_not_paid_out: { status: 409, title: 'The loan was not paid out' },
  direct_payment_off: { status: 409, title: 'Money is not booked on your own word here' },
  autopay_not_possible: { status: 409, title: 'Nothing will be collected for this loan' },
  payment_has_transfer: { status: 409, title: 'The money of the payment is at a gateway' },
  loan_has_transfer_pending: { status: 409, title: 'Money is on its way to the loan' },
  transfer_state: { status: 409, title: 'The transfer is past that' },
  instrument_not_usable: { status: 409, title: 'The card or bank account cannot be used' },
  gateway_off: { status: 409, title: 'The gateway is not in use' },
  credit_on_hold: { status: 409, title: 'The credit cannot be paid out yet' },
  payment_already_reversed: { status: 409, title: 'The payment has already been reversed' },
  quote_expired: { status: 409, title: 'The quote has expired' },
  quote_superseded: { status: 409, title: 'The terms have changed since the quote' },
  quote_used: { status: 409, title: 'The quote has already been used for a loan' },
  score_band_in_use: { status: 409, title: 'Provider mandates use the score band' },
  own_range_in_use: { status: 409, title: "The change conflicts with customers' own ranges" },
  currency_in_use: { status: 409, title: 'The currency cannot change once money has moved' },
  bank_account_exists: { status: 409, title: 'There is a bank account with that number' },
  statement_gap: { status: 409, title: 'Statements are missing before this one' },
  nothing_to_pay: { status: 409, title: 'No payout waits for a file' },
  line_state: { status: 409, title: 'The line of the statement is in another state' },
  nothing_owed: { status: 409, title: 'There is nothing to write off' },
  second_person_needed: { status: 409, title: 'Another member of staff has to confirm it' },
  day_not_over: { status: 409, title: 'The business date is not over' },
  already_counted: { status: 409, title: 'The till was counted for that date' },
  sandbox_disabled: { status: 409, title: 'This is not a sandbox' },
  endpoint_disabled: { status: 409, title: 'The webhook endpoint is switched off' },
  too_many_endpoints: { status: 409, title: 'There are too many webhook endpoints' },
  webhooks_off: { status: 409, title: 'The server cannot keep the secrets of webhooks' },
  factors_off: { status: 409, title: 'The server cannot keep second factors' },
  keys_off: { status: 409, title: 'Security keys cannot be used with this server' },
  factor_state: { status: 409, title: 'The second factor is in another state' },
  promise_open: { status: 409, title: 'There is an open promise on the loan' },
  promise_not_open: { status: 409, title: 'The promise is not open' },
  promise_limit: { status: 409, title: 'There was a promise on the loan this month' },
  care_request_open: { status: 409, title: 'There is an open request about the loan' },
  care_request_not_open: { status: 409, title: 'The request is not open' },
  care_not_possible: { status: 409, title: 'The loan does not run' },
  promise_not_needed: { status: 409, title: 'Nothing is due on the loan by that date' },
  loan_not_late: { status: 409, title: 'The loan is not late' },
  idempotency_in_progress: { status: 409, title: 'A request with this Idempotency-Key is still running' },
  letter_waits: { status: 409, title: 'The letter has not been sent yet' },
  events_gone: { status: 410, title: 'Some of the events are not here any more' },
  body_too_large: { status: 413, title: 'The request body is too large' },
  address_too_long: { status: 414, title: 'The address is too long' },
  unsupported_media_type: { status: 415, title: 'Send the body as application/json' },
  expectation_failed: { status: 417, title: 'The service cannot meet the expectation of the request' },
  queue_not_offered: { status: 422, title: 'The bank does not offer the funding queue' },
  score_too_low: { status: 422, title: 'The credit score is below the lowest band the bank lends to' },
  amount_out_of_range: { status: 422, title: "The amount is outside the customer's range" },
  loan_does_not_amortise: { status: 422, title: 'Equal instalments cannot repay this loan on these terms' },
  insufficient_funds: { status: 422, title: 'The loan providers cannot fund this amount now' },
  payment_exceeds_balance: { status: 422, title: 'The payment is more than the loan still owes' },
  insufficient_credit: { status: 422, title: "The customer's credit is less than this" },
  payout_account_needed: { status: 422, title: 'Money needs a bank account to go to' },
  gateway_refused: { status: 422, title: 'The gateway refused' },
  insufficient_wallet: { status: 422, title: 'The wallet holds less than this amount' },
  balance_limit_exceeded: { status: 422, title: 'The balance would exceed what the platform can hold' },
  code_wrong: { status: 422, title: 'The code does not fit' },
  template_does_not_render: { status: 422, title: 'The template cannot be rendered' },
  topic_required: { status: 422, title: 'Letters of this topic cannot be turned off' },
  no_address: { status: 422, title: 'There is no address to write to' },
  too_many_to_sort: { status: 422, title: 'The list is too long to be sorted that way' },
  promise_too_far: { status: 422, title: 'The promise is for too late a date' },
  not_staff: { status: 422, title: 'Only active staff can work on a loan' },
  endpoint_url_refused: { status: 422, title: 'Messages are not sent to this address' },
  replay_too_large: { status: 422, title: 'The range has too many events' },
  export_too_large: { status: 422, title: 'The list is too long for one file' },
  statement_account_unknown: { status: 422, title: 'The statement is of another bank account' },
  statement_currency: { status: 422, title: 'The statement is in another currency' },
  match_differs: { status: 422, title: 'The explanation does not make the amount of the line' },
  picture_not_usable: { status: 422, title: 'The picture cannot be used' },
  statement_not_readable: { status: 422, title: 'The bank statement cannot be read' },
  idempotency_key_reused: { status: 422, title: 'This Idempotency-Key was used for another request' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  too_many_requests: { status: 429, title: 'Too many attempts' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  service_busy: { status: 503, title: 'The service is at its limit' },
  gateway_unreachable: { status: 503, title: 'The gateway cannot be reached' },
  shutting_down: { status: 503, title: 'The service is shutting down' },
  outcome_unknown: { status: 503, title: 'The connection to the database was lost while saving' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One invalid field: `field` is the JSON path, `code` a stable rule name, `message` is for people. */
export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** JSON-ready figures that explain a refusal (money as decimal strings, never bigint). */
export type ProblemFacts = Record<
  string,
  string | number | boolean | null | readonly string[] | Readonly<Record<string, unknown>>
>;

/** An expected refusal. `detail` is one sentence for people; `facts` are added to the answer as members. */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly facts: ProblemFacts = {},
    readonly fields: readonly FieldError[] = [],
  ) {
    super(detail);
    this.name = 'DomainError';
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** Answers to requests that can be retried later carry `Retry-After` (seconds). */
export const RETRY_AFTER_SECONDS = 1;

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  request_id: string;
  errors?: readonly FieldError[];
  [fact: string]: unknown;
}

/** The RFC 9457 body of a refusal; `type` resolves to the description of the code. */
export function toProblemBody(error: DomainError, requestId: string): ProblemBody {
  const { status, title } = PROBLEMS[error.code];
  return {
    type: `/api/problems/${error.code}/`,
    title,
    status,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...error.facts,
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
  };
}
