export interface Provider {
  id: string;
  username: string;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  address: string;
  currency: string;
  fund_amount: string;
  wallet_amount: string;
  lent_amount: string;
  receivable_amount: string;
  created_at: string;
}

export interface Mandate {
  version: number;
  currency: string;
  paused: boolean;
  reserve_amount: string;
  max_per_loan: string | null;
  max_per_borrower: string | null;
  max_per_borrower_share: string | null;
  lowest_score_band: string | null;
  longest_term_months: number | null;
  auto_reinvest: boolean;
  created_at: string | null;
  created_by: string | null;
}
