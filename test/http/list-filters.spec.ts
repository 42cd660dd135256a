import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';

interface Row {
  id: string;
  loan?: string;
  customer_name?: string | null;
  provider_name?: string | null;
}

describe('filters and names in lists', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let other: Actor;
  let provider: Actor;
  let second: Actor;
  let today: string;
  /** Oldest first: paid, active, 10 days past due, 40 days past due (of the other customer). */
  let paid: string;
  let active: string;
  let late: string;
  let later: string;
  let payment: string;

  const daysBefore = (days: number) =>
    new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);

  beforeAll(async () => {
    app = await startApp({ DAY_CLOSE_SCHEDULE: 'false' });
    staff = await makeStaff(app);
    [customer, other] = await Promise.all([makeCustomer(app), makeCustomer(app)]);
    provider = await makeProvider(app, '100.00');
    second = await makeProvider(app, '9000.00');
    const name = (who: Actor, username: string, first: string, last: string) =>
      app.database.rows(
        'UPDATE users SET username = $2, first_name = $3, last_name = $4, email = $5 WHERE id = $1',
        [who.id, username, first, last, `${username}@example.org`],
      );
    await name(customer, 'ada.o', 'Ada', 'Okoye');
    await name(other, 'grace_h', '', '');
    await name(provider, 'harbour', 'Harbour', 'Cooperative');
    await name(second, 'lagoon', '', 'Lagoon');
    const first = await makeLoan(customer, '150.00');
    paid = first.id;
    payment = String((await pay(customer, first, first.amount_due)).id);
    active = (await makeLoan(customer, '200.00')).id;
    late = (await makeLoan(customer, '300.00')).id;
    later = (await makeLoan(other, '400.00')).id;
    const [row] = await app.database.rows('SELECT start_on::text AS today FROM loans LIMIT 1');
    today = String(row?.today);
    // The lists read the summaries; days-past-due themselves are tested with the day-close.
    for (const [id, days] of [
      [late, 10],
      [later, 40],
    ] as const) {
      await app.database.rows(
        "UPDATE loans SET status = 'overdue', next_due_on = $2, start_on = $3 WHERE id = $1",
        [id, daysBefore(days), daysBefore(days + 30)],
      );
    }
  });
  afterAll(() => app.stop());

  const rows = async (path: string, who = staff): Promise<Row[]> =>
    must(200, await who.api.get(`/api/${path}`)).results as Row[];
  const ids = async (path: string, who = staff) => (await rows(path, who)).map(({ id }) => id);

  it('find loans by one status or several', async () => {
    expect(await ids('loans/?status=overdue')).toEqual([later, late]);
    expect(await ids('loans/?status=paid,overdue')).toEqual([later, late, paid]);
    expect(await ids('loans/?status=active,active,paid')).toEqual([active, paid]);
    expect(await ids('loans/?status=paid,overdue', customer)).toEqual([late, paid]);
  });

  it('find loans by days past due, 0 being what is not late', async () => {
    expect(await ids('loans/?days_past_due_from=1')).toEqual([later, late]);
    expect(await ids('loans/?days_past_due_from=0')).toEqual([later, late, active, paid]);
    expect(await ids('loans/?days_past_due_from=10&days_past_due_to=10')).toEqual([late]);
    expect(await ids('loans/?days_past_due_from=11')).toEqual([later]);
    expect(await ids('loans/?days_past_due_to=39')).toEqual([late, active, paid]);
    expect(await ids('loans/?days_past_due_to=0')).toEqual([active, paid]);
    expect(await ids('loans/?days_past_due_from=30&days_past_due_to=60&status=overdue')).toEqual([later]);
    const [row] = (await rows('loans/?days_past_due_from=40')) as unknown as { days_past_due: number }[];
    expect(row?.days_past_due).toBe(40);
  });

  it('find loans by the date they began on', async () => {
    expect(await ids(`loans/?started_from=${today}`)).toEqual([active, paid]);
    expect(await ids(`loans/?started_to=${daysBefore(40)}`)).toEqual([later, late]);
    expect(await ids(`loans/?started_from=${daysBefore(40)}&started_to=${daysBefore(1)}`)).toEqual([late]);
  });

  it('find loans by provider: any for staff, its own for a provider', async () => {
    expect(await ids(`loans/?provider=${provider.id}`)).toEqual([paid]);
    expect(await ids(`loans/?provider=${second.id}`)).toEqual([later, late, active, paid]);
    expect(await ids(`loans/?provider=${provider.id.toUpperCase()}`, provider)).toEqual([paid]);
    for (const [who, id] of [
      [provider, second.id],
      [customer, second.id],
    ] as const) {
      const answer = await who.api.get(`/api/loans/?provider=${id}`);
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'validation_failed', errors: [{ field: 'provider', code: 'staff_only' }] },
      });
    }
  });

  it('look for loans by id, and by a piece of the name of their customer', async () => {
    expect(await ids(`loans/?search=${late.toUpperCase()}`)).toEqual([late]);
    expect(await ids(`loans/?search=${customer.id}`)).toEqual([]);
    for (const text of ['ADA.', 'okoy', 'da OK']) {
      expect(await ids(`loans/?search=${encodeURIComponent(text)}`)).toEqual([late, active, paid]);
    }
    expect(await ids('loans/?search=grace&status=overdue&count=exact')).toEqual([later]);
    expect(await ids('loans/?search=%25')).toEqual([]);
  });

  it('look for words in any order, surname first, with a comma or without', async () => {
    for (const text of ['okoye ada', 'Okoye, Ada', '  ADA   okoye ', 'oko .O@', 'example ada.o okoye']) {
      const search = encodeURIComponent(text);
      expect([text, await ids(`loans/?search=${search}`)]).toEqual([text, [late, active, paid]]);
      expect([text, await ids(`customers/?search=${search}`)]).toEqual([text, [customer.id]]);
      expect([text, await ids(`users/?search=${search}`)]).toEqual([text, [customer.id]]);
      expect([text, await ids(`payments/?search=${search}`)]).toEqual([text, [payment]]);
    }
    expect(await ids('providers/?search=cooperative%20harbour')).toEqual([provider.id]);
    expect(await ids('customers/?search=ada%20grace')).toEqual([]);
    // Signs that LIKE reads as something else are themselves.
    for (const sign of ['%25', '_', '%5C', "'"]) {
      expect(await ids(`customers/?search=ada%20${sign}`)).toEqual([]);
    }
  });

  it('look for what a row is called on screen: the end of its id, and for the whole id', async () => {
    const short = (id: string) => id.slice(-8);
    for (const [path, id] of [
      ['loans', late],
      ['payments', payment],
      ['customers', other.id],
      ['providers', second.id],
      ['users', staff.id],
    ] as const) {
      for (const text of [short(id), short(id).toUpperCase(), id, ` ${id.toUpperCase()} `]) {
        const search = encodeURIComponent(text);
        expect([path, text, await ids(`${path}/?search=${search}`)]).toEqual([path, text, [id]]);
      }
      expect(await ids(`${path}/?search=00000000`)).toEqual([]);
      expect(await ids(`${path}/?search=01234567-89ab-7def-8123-456789abcdef`)).toEqual([]);
    }
    expect(await ids(`payments/?search=${short(paid)}`)).toEqual([payment]);
    expect(await ids(`payments/?search=${paid}`)).toEqual([payment]);
  });

  it('look for who waits by name and by loan', async () => {
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', {
        when_unfunded: 'queue',
        max_loan_amount: '99000.00',
      }),
    );
    const waiting = must(202, await other.api.post('/api/loans/', { amount: '99000.00' }));
    const loans = async (search: string) =>
      (await rows(`funding_queue/?search=${search}`)).map(({ loan }) => loan);
    for (const text of ['grace', String(waiting.id), String(waiting.id).slice(-8)]) {
      expect(await loans(text)).toEqual([waiting.id]);
    }
    expect(await loans('ada')).toEqual([]);
  });

  it('look for customers and providers by a piece of their names or email', async () => {
    expect(await ids('customers/?search=OKOYE')).toEqual([customer.id]);
    expect(await ids('customers/?search=_h%40example')).toEqual([other.id]);
    expect(await ids('customers/?search=harbour')).toEqual([]);
    expect(await ids('providers/?search=harbour%20c')).toEqual([provider.id]);
    expect(await ids('providers/?search=lagoon&count=exact')).toEqual([second.id]);
  });

  it('find payments by the date from which they count', async () => {
    expect(await ids(`payments/?value_date_from=${today}&value_date_to=${today}`)).toEqual([payment]);
    expect(await ids(`payments/?value_date_to=${daysBefore(1)}`)).toEqual([]);
    expect(await ids(`payments/?value_date_from=${today}`, customer)).toEqual([payment]);
  });

  it('find day-closes by their state', async () => {
    await app.database.rows(
      `INSERT INTO day_closes (business_date, status, candidates, started_at, finished_at)
       VALUES ('2020-01-01', 'done', 0, now(), now()), ('2020-01-02', 'running', 0, now(), NULL)`,
    );
    const dates = async (query: string) =>
      (await rows(`day_close/${query}`)).map(
        (row) => (row as unknown as Record<string, string>).business_date,
      );
    expect(await dates('')).toEqual(['2020-01-02', '2020-01-01']);
    expect(await dates('?status=done')).toEqual(['2020-01-01']);
    expect(await dates('?status=running')).toEqual(['2020-01-02']);
  });

  it('give staff the names, and nobody else', async () => {
    const names = async (path: string, who = staff) => {
      const found = await rows(path, who);
      return [...new Set(found.map((row) => row.customer_name ?? row.provider_name ?? null))].sort();
    };
    expect(await names('loans/')).toEqual(['Ada Okoye', 'grace_h']);
    expect(await names('payments/')).toEqual(['Ada Okoye']);
    expect(await names('fundings/')).toEqual(['Harbour Cooperative', 'Lagoon']);
    expect(await names(`loans/${paid}/fundings/`)).toEqual(['Harbour Cooperative', 'Lagoon']);
    expect(await names(`loans/${paid}/allocation/`)).toEqual(['Harbour Cooperative', 'Lagoon']);
    for (const [path, who] of [
      ['loans/', customer],
      ['loans/', provider],
      ['payments/', customer],
      ['fundings/', provider],
      [`loans/${paid}/fundings/`, customer],
      [`loans/${paid}/allocation/`, provider],
    ] as const) {
      expect([path, await names(path, who)]).toEqual([path, [null]]);
    }
    for (const [path, who, name] of [
      [`loans/${paid}/`, staff, 'Ada Okoye'],
      [`loans/${paid}/`, customer, null],
      [`loans/${paid}/`, provider, null],
      [`payments/${payment}/`, staff, 'Ada Okoye'],
      [`payments/${payment}/`, customer, null],
    ] as const) {
      expect(must(200, await who.api.get(`/api/${path}`)).customer_name).toBe(name);
    }
  });

  it.each([
    ['loans/?status=', 'status'],
    ['loans/?status=active,', 'status'],
    ['loans/?status=active,open', 'status'],
    ['loans/?status=active&status=paid', 'status'],
    ['loans/?days_past_due_from=-1', 'days_past_due_from'],
    ['loans/?days_past_due_from=', 'days_past_due_from'],
    ['loans/?days_past_due_to=1e2', 'days_past_due_to'],
    ['loans/?days_past_due_to=40000', 'days_past_due_to'],
    ['loans/?days_past_due_from=2&days_past_due_to=1', 'days_past_due_from'],
    ['loans/?started_from=2026-02-30', 'started_from'],
    ['loans/?started_from=2026-02-02&started_to=2026-02-01', 'started_from'],
    ['loans/?provider=7', 'provider'],
    ['loans/?search=', 'search'],
    ['customers/?search=a%00', 'search'],
    [`providers/?search=${'x'.repeat(101)}`, 'search'],
    ['payments/?value_date_from=today', 'value_date_from'],
    ['payments/?value_date_from=2026-02-02&value_date_to=2026-02-01', 'value_date_from'],
    ['payments/?search=%20,%20', 'search'],
    ['loans/?search=%20', 'search'],
    ['day_close/?status=over', 'status'],
  ])('refuse %s', async (path, field) => {
    const answer = await staff.api.get(`/api/${path}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    const fields = (answer.body.errors as { field: string }[]).map((error) => error.field);
    expect(new Set(fields)).toEqual(new Set([field]));
  });

  it('keep searches to bank staff', async () => {
    for (const [path, who] of [
      ['loans', customer],
      ['loans', provider],
      ['customers', customer],
      ['providers', provider],
      ['payments', customer],
      ['funding_queue', customer],
    ] as const) {
      expect(await who.api.get(`/api/${path}/?search=x`)).toMatchObject({
        status: 400,
        body: { code: 'validation_failed', errors: [{ field: 'search', code: 'staff_only' }] },
      });
    }
  });
});
