import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { linesOf, textOf } from '../support/pdf.js';

type Row = Record<string, string>;

describe('documents', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let provider: Actor;
  let loan: { id: string };
  let payment: { id: string };

  beforeAll(async () => {
    app = await startApp();
    [staff, customer, provider] = await Promise.all([
      makeStaff(app),
      makeCustomer(app),
      makeProvider(app, '5000.00'),
    ]);
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', {
        bank_name: 'Harbour Credit Union',
        bank_address: '12 Harbour Road\nLagos',
        commission_rate: '0.1',
      }),
    );
    must(
      200,
      await customer.api.patch('/api/customers/update_current/', { first_name: 'Ada', last_name: 'Okoye' }),
    );
    loan = await makeLoan(customer, '1200.00');
    payment = (await pay(customer, loan, '105.00')) as { id: string };
  });
  afterAll(() => app.stop());

  const get = async (actor: Actor, path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(new URL(`/api/${path}`, actor.api.url), {
      headers: { authorization: `Bearer ${actor.api.token ?? ''}`, ...headers },
    });
    return { answer, file: new Uint8Array(await answer.arrayBuffer()) };
  };
  const text = async (actor: Actor, path: string, headers: Record<string, string> = {}) => {
    const { answer, file } = await get(actor, path, headers);
    expect(answer.status).toBe(200);
    return textOf(file);
  };
  const read = async (actor: Actor, path: string) =>
    must(200, await actor.api.get(`/api/${path}`)) as Record<string, unknown>;

  it('are files with a name, which nobody keeps', async () => {
    const { answer, file } = await get(customer, `payments/${payment.id}/pdf/`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="payment-receipt-${payment.id}.pdf"`,
    );
    expect(Buffer.from(file.slice(0, 5)).toString()).toBe('%PDF-');
  });

  it('and other files are named by the platform, whatever people are called', async () => {
    const hostile = {
      first_name: '../../etc/passwd',
      last_name: 'a"; filename="evil.exe"; x=%0d%0aSet-Cookie: a=b',
    };
    const [borrower, lender] = [await makeCustomer(app), await makeProvider(app, '100.00')];
    must(200, await borrower.api.patch('/api/customers/update_current/', hostile));
    must(200, await lender.api.patch('/api/providers/update_current/', hostile));
    const own = await makeLoan(borrower, '100.00');
    for (const [actor, path] of [
      [borrower, `loans/${own.id}/agreement/pdf/`],
      [borrower, `loans/${own.id}/statement/pdf/`],
      [lender, 'providers/statement/pdf/'],
      [lender, 'providers/statement/?format=csv'],
      [staff, 'customers/csv/'],
      [staff, 'customers/csv/?search=evil.exe'],
    ] as [Actor, string][]) {
      const { answer } = await get(actor, path);
      expect([path, answer.status]).toEqual([path, 200]);
      const disposition = answer.headers.get('content-disposition');
      expect([path, disposition]).toEqual([
        path,
        expect.stringMatching(/^attachment; filename="[\w-]+\.(?:pdf|csv)"$/),
      ]);
      expect(disposition).not.toMatch(/evil|passwd/);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  it('say of an agreement what the loan and its schedule say', async () => {
    const { rows, totals } = (await read(customer, `loans/${loan.id}/schedule/`)) as {
      rows: Row[];
      totals: Row;
    };
    const shown = (await read(customer, `loans/${loan.id}/`)) as Row;
    const [page] = await linesOf((await get(customer, `loans/${loan.id}/agreement/pdf/`)).file);
    const said = page?.map((line) => line.join(' ')) ?? [];
    expect(said.slice(0, 4)).toEqual(['Harbour Credit Union', '12 Harbour Road', 'Lagos', 'Loan agreement']);
    expect(said).toContain('Borrower Ada Okoye');
    expect(said).toContain(`Loan ${String(shown.number)}`);
    for (const row of rows) {
      expect(said).toContain(
        [
          row.nr,
          english(row.due_date),
          row.principal,
          row.interest,
          row.total_due,
          grouped(row.balance),
        ].join(' '),
      );
    }
    expect(said).toContain(
      ['Total', grouped(totals.principal), totals.interest, grouped(totals.total)].join(' '),
    );
    expect(said.at(-1)).toMatch(/^Made on .* Page 1 of 1$/);
  });

  it('say of a payment what it paid, and that it was reversed once it was', async () => {
    const paid = await pay(customer, loan, '10.00');
    const receipt = await text(customer, `payments/${String(paid.id)}/pdf/`);
    expect(receipt).toContain('Payment receipt');
    expect(receipt).toMatch(/Amount USD.10\.00/);
    expect(receipt).toContain(String(paid.id));
    expect(receipt).not.toContain('REVERSED');
    must(200, await staff.api.post(`/api/payments/${String(paid.id)}/reverse/`, { reason: 'Bounced.' }));
    const reversed = await text(customer, `payments/${String(paid.id)}/pdf/`);
    expect(reversed).toMatch(/REVERSED on /);
    expect(reversed).toContain('it counts as never made');
    expect(reversed).not.toContain('We received');
  });

  it('have the number of the receipt that staff gave at the counter', async () => {
    const paid = must(
      201,
      await staff.api.post('/api/payments/', { loan: loan.id, amount: '1.00', method: 'cash' }),
    ) as Row;
    const shown = (await read(staff, `payments/${String(paid.id)}/`)) as Row;
    const receipt = await text(staff, `payments/${String(paid.id)}/pdf/`);
    expect(receipt).toContain(`Receipt number ${String(shown.receipt_number)}`);
    expect(receipt).toContain('Paid by Cash');
    const back = must(
      200,
      await staff.api.post(`/api/payments/${String(paid.id)}/reverse/`, { reason: 'The wrong loan.' }),
    ) as Row;
    const returned = await text(staff, `payments/${String(paid.id)}/pdf/`);
    expect(returned).toContain(`Receipt number ${String(shown.receipt_number)}`);
    expect(returned).toContain(`Receipt for the money handed back ${String(back.receipt_number)}`);
  });

  it('say of a payoff the figure, its date, what is not in it and what re-opens the loan', async () => {
    const payoff = (await read(customer, `loans/${loan.id}/payoff/`)) as Row;
    const letter = (await text(customer, `loans/${loan.id}/payoff/pdf/`)).replaceAll('\n', ' ');
    expect(letter).toMatch(
      new RegExp(`Paying exactly USD.${grouped(payoff.total)} on ${english(payoff.date)}`),
    );
    expect(letter).toContain(`This letter is valid until ${english(payoff.date)}.`);
    expect(letter).toContain('Money that is under way and has not arrived yet is not in this figure.');
    expect(letter).toContain('If a payment is returned later, the loan is open again');
  });

  it('say of a loan where it stands and what happened', async () => {
    const shown = (await read(customer, `loans/${loan.id}/`)) as Row;
    const { results } = (await read(customer, `loans/${loan.id}/history/`)) as unknown as { results: Row[] };
    const statement = await text(customer, `loans/${loan.id}/statement/pdf/`);
    expect(statement).toMatch(new RegExp(`Still owed USD.${grouped(shown.remaining_balance)}`));
    expect(results.length).toBeGreaterThan(3);
    expect(statement.match(/ (Paid out|Payment|Payment reversed) .*Active/g)).toHaveLength(results.length);
  });

  it('say of a lender what its statement and its year say', async () => {
    const statement = (await read(provider, 'providers/statement/')) as unknown as {
      closing: Row;
      movements: Row[];
    };
    const paper = await text(provider, 'providers/statement/pdf/');
    const { fund, wallet, lent, receivable } = statement.closing;
    expect(paper).toContain(
      `Closing balances ${[fund, wallet, lent, receivable].map((amount) => grouped(amount)).join(' ')}`,
    );
    const year = (await read(provider, 'providers/year_statement/')) as unknown as {
      year: number;
      totals: Row;
      months: Row[];
      closing: Row;
    };
    expect(year.closing).toEqual(statement.closing);
    const total = (kinds: string[], figure: 'amount' | 'commission' = 'amount') =>
      statement.movements
        .filter(({ kind }) => kinds.includes(String(kind)))
        .reduce(
          (sum, row) => sum + (row.reversal ? -1 : 1) * Math.round(Number(row[figure] ?? '0') * 100),
          0,
        );
    const cents = (amount: string | undefined) => Math.round(Number(amount) * 100);
    expect(cents(year.totals.interest)).toBe(total(['interest_share']));
    expect(cents(year.totals.commission)).toBe(total(['interest_share'], 'commission'));
    expect(cents(year.totals.commission)).toBeGreaterThan(0);
    expect(cents(year.totals.principal)).toBe(total(['principal_share']));
    expect(cents(year.totals.deposited)).toBe(total(['deposit']));
    expect(cents(year.totals.lent)).toBe(total(['funding']));
    expect(await text(provider, 'providers/year_statement/pdf/')).toContain(
      [
        'The year',
        ...[
          'deposited',
          'withdrawn',
          'lent',
          'principal',
          'interest',
          'commission',
          'late_interest',
          'recovered',
          'lost',
        ].map((name) => grouped(year.totals[name])),
      ].join(' '),
    );
    expect(
      await provider.api.get(`/api/providers/year_statement/?year=${String(year.year + 1)}`),
    ).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'year', code: 'range' }] },
    });
  });

  it('speak the language that is asked for, else the one that the client prefers, else English', async () => {
    const path = `loans/${loan.id}/payoff/pdf/`;
    expect(await text(customer, path, { 'accept-language': 'de, fr-CA;q=0.8, en;q=0.5' })).toContain(
      'Lettre de remboursement total',
    );
    expect(await text(customer, `${path}?language=es`, { 'accept-language': 'fr' })).toContain(
      'Carta de cancelación anticipada',
    );
    expect(await text(customer, path, { 'accept-language': 'de' })).toContain('Payoff letter');
    expect((await get(customer, `${path}?language=de`)).answer.status).toBe(400);
    must(200, await customer.api.patch('/api/customers/update_current/', { language: 'ar' }));
    expect(await text(customer, path, { 'accept-language': 'fr' })).toContain('الكامل السداد خطاب');
    must(200, await customer.api.patch('/api/customers/update_current/', { language: null }));
  });

  it('are in order from the right in Arabic, and what is copied out of them is the text', async () => {
    const { rows } = (await read(customer, `loans/${loan.id}/schedule/`)) as { rows: Row[] };
    const [page = []] = await linesOf(
      (await get(customer, `loans/${loan.id}/agreement/pdf/?language=ar`)).file,
    );
    const lines = page.map((line) => line.join(' '));
    // The first column is the rightmost.
    const [row = {}] = rows;
    expect(lines).toContain(
      [grouped(row.balance), row.total_due, row.interest, row.principal, slashed(row.due_date), row.nr].join(
        ' ',
      ),
    );
    expect(lines).toContain('القرض عقد');
    expect(lines.some((line) => /^USD 1,200\.00 .*القرض أصل$/.test(line))).toBe(true);
    // Letters that one glyph shows come out one by one, in their order.
    expect(lines).toContain('Ada Okoye المقترض');
    // The address is in its own order.
    expect(lines.slice(0, 2)).toEqual(['Harbour Credit Union', '12 Harbour Road']);
  });

  it('are made beside what else the server does', async () => {
    const order: string[] = [];
    const papers = Array.from({ length: 8 }, async () => {
      await text(customer, `loans/${loan.id}/statement/pdf/`);
      order.push('paper');
    });
    const others = Array.from({ length: 3 }, async () => {
      await read(customer, `loans/${loan.id}/`);
      order.push('loan');
    });
    await Promise.all([...papers, ...others]);
    expect(order.lastIndexOf('loan')).toBeLessThan(order.lastIndexOf('paper'));
  });

  it('are refused for a loan that was not paid out', async () => {
    const waiting = must(200, await staff.api.patch('/api/bank_configuration/', { when_unfunded: 'queue' }));
    expect(waiting).toMatchObject({ when_unfunded: 'queue' });
    const queued = must(202, await customer.api.post('/api/loans/', { amount: '9000.00' })) as { id: string };
    expect((await customer.api.get(`/api/loans/${queued.id}/agreement/pdf/`)).status).toBe(409);
    expect(await text(customer, `loans/${queued.id}/statement/pdf/`)).toContain('Waiting for money');
  });
});

const grouped = (amount: string | undefined) =>
  new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(Number(amount));
const english = (date: string | undefined) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(String(date)));
/** Read from the right: day, month, year. */
const slashed = (date: string | undefined) => String(date).split('-').map(Number).join('/');
