export interface PortfolioReport {
  as_of: string;
  currency: string;
  loans: number;
  gross_outstanding: string;
  portfolio_at_risk: { days: number; loans: number; principal: string; ratio: string }[];
  ageing: { from_days: number; to_days: number | null; loans: number; principal: string; ratio: string }[];
  by_status: { status: string; loans: number; principal_outstanding: string; remaining_balance: string }[];
}

export interface PortfolioDay {
  date: string;
  loans: number;
  gross_outstanding: string;
  par30: string;
  par60: string;
  par90: string;
}

export interface FundingReport {
  as_of: string;
  currency: string;
  providers: number;
  idle: string;
  committed: string;
  reserved: string;
  lent: string;
  wallets: string;
  receivable: string;
  queue: { loans: number; amount: string; oldest_queued_at: string | null; oldest_wait_days: number | null };
}

export interface ConcentrationReport {
  currency: string;
  gross_outstanding: string;
  borrowers: {
    customer: string;
    name: string;
    loans: number;
    principal_outstanding: string;
    ratio: string;
  }[];
  providers: {
    provider: string;
    name: string;
    loans: number;
    principal_outstanding: string;
    ratio: string;
  }[];
}

export interface VintageReport {
  currency: string;
  as_of: string;
  months: number;
  results: {
    month: string;
    loans: number;
    lent: string;
    outstanding: string;
    defaulted_ratio_by_month: string[];
  }[];
}
