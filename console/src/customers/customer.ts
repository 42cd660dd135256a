export interface Customer {
  id: string;
  username: string;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  address: string;
  currency: string;
  min_loan_amount: string;
  max_loan_amount: string;
  has_own_range: boolean;
  credit_score: number;
  score_band: string | null;
  created_at: string;
}

export interface Contribution {
  name: string;
  points: number;
  reason: string;
}

export interface CreditScore {
  score: number;
  base: number;
  band: string | null;
  may_borrow: boolean;
  interest_rate: string | null;
  scored_on: string | null;
  contributions: Contribution[];
  advice: string[];
}
