import { say } from '../words/say';

/** What the bank says of itself, and of its letters. */
export const BANK_LABELS: Record<string, string> = {
  bank_name: say('Bank name'),
  bank_address: say('Address of the bank'),
  public_calculator: say('Public calculator'),
  payment_instructions: say('Payment instructions'),
  letter_language: say('Language of letters'),
  letters_on_request: say('Letters on request'),
  letters_required: say('Letters for everybody'),
  letter_footer: say('Below letters'),
};
