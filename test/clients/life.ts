// A stranger's program: it knows the API by what a generator made of the document, in ./client, and by nothing else.
import { createClient, type Client } from './client/client/index.js';
import * as api from './client/index.js';
import type { LoanResponse, QuoteResponse } from './client/index.js';

const PASSWORD = 'seven green umbrellas in Lagos';

/** The two digits after the point, whatever the language thinks of floats: money is compared as the text it is. */
type Money = string;

/** Everything that happens to a loan, from two registrations to the file of its payments. */
export async function live(baseUrl: string, staffToken: string): Promise<Record<string, unknown>> {
  const staff = signedIn(baseUrl, staffToken);
  const lender = await join(baseUrl, 'generated-lender', 'provider');
  const borrower = await join(baseUrl, 'generated-borrower', 'customer');

  const funds = await api.providersAddFunds({
    client: lender,
    body: { amount: '5000.00' },
    throwOnError: true,
  });
  const quote: QuoteResponse = (
    await api.quotesQuote({
      client: borrower,
      body: { amount: '1000.00', installments: 6 },
      throwOnError: true,
    })
  ).data;
  const rows: number = quote.schedule.length;
  const granted = await api.loansRequest({
    client: borrower,
    body: { quote: quote.id },
    headers: { 'Idempotency-Key': 'generated-loan' },
    throwOnError: true,
  });
  const loan: LoanResponse = granted.data;

  const refusal = await api.loansRequest({ client: borrower, body: { amount: '0.01' } });
  // Each status has its own type; every refusal is a problem.
  const code: string | undefined = refusal.error?.code;

  const paid: Money[] = [];
  for (const amount of ['10.00', '20.00', '30.00']) {
    const { data } = await api.paymentsPay({
      client: borrower,
      body: { loan: loan.id, amount },
      throwOnError: true,
    });
    paid.push(data.remaining_balance);
  }
  const last = (await api.paymentsList({ client: borrower, query: { limit: 1 }, throwOnError: true })).data
    .results[0];
  const trial = await api.paymentsPreviewReversal({
    client: staff,
    path: { id: last!.id },
    body: { reason: 'The cheque bounced.' },
    throwOnError: true,
  });
  const reversed = await api.paymentsReverse({
    client: staff,
    path: { id: last!.id },
    body: { reason: 'The cheque bounced.' },
    throwOnError: true,
  });

  const pages: number[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query: { limit: number; cursor?: string } = cursor === '' ? { limit: 2 } : { limit: 2, cursor };
    const page: { next: string | null; results: unknown[] } = (
      await api.paymentsList({ client: borrower, query, throwOnError: true })
    ).data;
    pages.push(page.results.length);
    cursor =
      page.next === null ? undefined : (new URL(page.next, baseUrl).searchParams.get('cursor') ?? undefined);
  }
  const file: string = (await api.paymentsListCsv({ client: borrower, parseAs: 'text', throwOnError: true }))
    .data;

  const { data: payoff } = await api.loanStatementsPayoff({
    client: borrower,
    path: { id: loan.id },
    throwOnError: true,
  });
  const { data: closing } = await api.paymentsPay({
    client: borrower,
    body: { loan: loan.id, amount: payoff.total },
    throwOnError: true,
  });
  const { data: history } = await api.loanStatementsHistory({
    client: staff,
    path: { id: loan.id },
    query: { limit: 100, ordering: '-created_at' },
    throwOnError: true,
  });
  const { data: proof } = await api.ledgerProve({ client: staff, throwOnError: true });
  return {
    fund: funds.data.fund_amount,
    rows,
    due: loan.amount_due === quote.total_due,
    code,
    paid: paid.length,
    trial: trial.data.after.total_paid,
    reversed: reversed.data.reversed_at !== null,
    pages,
    lines: file.trimEnd().split('\r\n').length,
    status: closing.loan_status,
    // A reference that may be null is of the type, or null.
    first: history.results.at(-1)?.before?.status ?? null,
    kinds: history.results.map(({ kind }) => kind),
    proved: proof.ok,
  };
}

const signedIn = (baseUrl: string, token: string): Client => createClient({ baseUrl, auth: () => token });

async function join(baseUrl: string, username: string, role: 'customer' | 'provider'): Promise<Client> {
  const stranger = createClient({ baseUrl });
  const login = { username, password: PASSWORD };
  await api.authRegister({ client: stranger, body: { ...login, role }, throwOnError: true });
  const { data } = await api.authLogin({ client: stranger, body: login, throwOnError: true });
  return signedIn(baseUrl, data.access_token);
}
