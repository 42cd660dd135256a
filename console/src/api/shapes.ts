/** What the pages read of the API's answers. The document at /api/openapi.json says it all. */
export interface Loan {
  id: string;
  customer: string;
  customer_name?: string;
  amount: string;
  currency: string;
  duration: string;
  interest_rate: string;
  interest_method: string;
  installments: number;
  status: string;
  amount_due: string;
  total_paid: string;
  remaining_balance: string;
  principal_outstanding: string;
  late_interest: string;
  next_due_date: string | null;
  next_due_amount: string;
  days_past_due: number;
  credit_score: number | null;
  score_band: string | null;
  created_at: string;
}

export interface Share {
  provider: string | null;
  amount: string;
  principal: string;
  interest: string;
  penalty: string;
  recovery: string;
}

export interface Payment {
  id: string;
  loan: string;
  customer: string;
  customer_name?: string;
  amount: string;
  principal: string;
  interest: string;
  penalty: string;
  recovery: string;
  commission: string;
  currency: string;
  value_date: string;
  created_at: string;
  reversed_at: string | null;
  shares?: Share[];
  installments?: { nr: number; due_date: string; penalty: string; interest: string; principal: string }[];
}

export interface LoanPreview {
  before: Loan;
  after: Loan;
  payment?: Payment;
  write_off?: { loss: string; currency: string; losses: { provider: string; amount: string }[] };
}

export interface ScheduleRow {
  nr: number;
  due_date: string;
  days: number;
  principal: string;
  interest: string;
  penalty: string;
  total_due: string;
  paid: string;
  outstanding: string;
  balance: string;
  state: string;
  explanation?: Explanation;
}

export interface Explanation {
  formula: string;
  rate: string;
  day_count: string;
  period_interest: string;
  segments: {
    from: string;
    to: string;
    days: number;
    balance: string;
    year_fraction: string;
    exact: string;
  }[];
  exact: string;
  rounded: string;
  carried_in: string;
  carried_out: string;
  rebated: string;
  running: { exact: string; before: string } | null;
  interest: string;
  penalty?: {
    formula: string;
    rate: string;
    segments: { from: string; to: string; days: number; amount: string; exact: string }[];
    exact: string;
    rounded: string;
  };
}

export interface LoanSchedule {
  loan: string;
  currency: string;
  as_of: string;
  status: string;
  days_past_due: number;
  rows: ScheduleRow[];
  totals: Record<
    'principal' | 'interest' | 'penalty' | 'total' | 'paid' | 'outstanding' | 'recovered' | 'left_to_recover',
    string
  >;
}

export interface Results<T> {
  results: T[];
  next: string | null;
}

export interface CheckResult {
  name: string;
  promise: string;
  ok: boolean;
  checked: number;
  expected: string;
  actual: string;
  violation_count: number;
  violations: { subject: string; expected: string; actual: string }[];
  ms: number;
}

export interface ProofResult {
  ok: boolean;
  as_of: string | null;
  proved_at: string;
  currency: string;
  checks: CheckResult[];
}
