import type { Transfer } from '../api/types';
import { say, type Key } from '../words/say';

/** Why a transfer failed, or why somebody has to look at it: the codes of the platform, and those that gateways have most. */
const FAILURES: Record<string, Key> = {
  // Of the platform
  account_gone: 'Its bank account cannot be used any more: it needs another one.',
  amount_not_possible: 'The gateway cannot move this amount.',
  in_doubt: 'A member of staff doubts where it ended.',
  no_answer: 'The gateway never said what became of it.',
  no_line: 'No line of a bank statement has shown it in time.',
  not_booked: 'It could not be booked.',
  not_needed: 'It is not needed any more.',
  not_payable: 'A file for the bank cannot carry it.',
  paid_after_undo:
    'It was paid after its loan was undone. Resolved as paid, its borrower owes it beside all loans.',
  party_disabled: 'The account of the one to be paid is disabled.',
  unexpected_state: 'The gateway asks to look at it.',
  // Of gateways, where it ended
  account_closed: 'The account is closed.',
  cancelled: 'The gateway cancelled it.',
  canceled: 'The gateway cancelled it.',
  disputed: 'The payer took it back.',
  insufficient_funds: 'The account does not hold enough.',
  never_arrived: 'The gateway never got the request.',
  not_confirmed: 'It was not confirmed in time.',
  refunded: 'It was refunded.',
  refused: 'It was refused.',
  too_late: 'It could not be sent for a day, so no money moved.',
  // Of gateways, for somebody to look at
  inexact_amount: 'The gateway names an amount that cannot be booked exactly.',
  no_payout: 'No payout of the gateway has brought it to the bank.',
  other_amount: 'The gateway received another amount.',
  other_currency: 'The gateway pays it out in another currency.',
  other_transfer: 'It belongs to another transfer.',
  partly_returned: 'A part of it went back to the payer.',
  unexpected_status: 'The gateway asks to look at it.',
  // Of banks and cards, as Stripe calls them
  authentication_required: 'The bank of the card wants its owner to confirm.',
  card_declined: 'The card was declined.',
  card_not_supported: 'The card does not allow it.',
  debit_not_authorized: 'The owner of the account did not allow it.',
  do_not_honor: 'The card was declined.',
  expired_card: 'The card has expired.',
  expired_or_canceled_card: 'The card has expired or was cancelled.',
  generic_decline: 'The card was declined.',
  incorrect_cvc: 'The security code of the card is wrong.',
  incorrect_number: 'The number of the card is wrong.',
  no_account: 'There is no such account.',
  processing_error: 'The bank of the card could not work on it.',
  transaction_not_allowed: 'The card does not allow it.',
};

/** One code says these of money that comes in and of money that goes out. */
const RETURNED: Record<Transfer['direction'], Key> = {
  in: 'The payer took it back.',
  out: 'The bank of the one to be paid sent it back.',
};

/** Sentences of the platform that say more than their code. */
const SENTENCES: Key[] = ['Autopay is off.', 'Less is owed by now.', 'It is collected from elsewhere.'];

/** A failure as the page says it, and what was written of it where that is more: by the gateway, or by staff. */
export function failureInWords({
  failure_code: code,
  failure_text: text,
  direction,
}: Pick<Transfer, 'failure_code' | 'failure_text' | 'direction'>): {
  said: string | null;
  written: string | null;
} {
  const known = code === 'returned' ? RETURNED[direction] : FAILURES[code ?? ''];
  const key = SENTENCES.find((sentence) => sentence === text) ?? known;
  // A text is its own key, so what is the same in English is said already.
  return { said: key === undefined ? null : say(key), written: text === key ? null : text };
}
