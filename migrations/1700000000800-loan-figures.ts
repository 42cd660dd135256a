import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPEN = "status IN ('active', 'overdue', 'defaulted')";
const LATE = "status IN ('overdue', 'defaulted')";

/** Adds changes of loans to the figures, as one statement. */
const addLoans = (source: string) => `
  WITH taken AS (${source}),
  portfolio AS (
    INSERT INTO portfolio_figures AS k (status, next_due_on, grace_days, loans, principal, balance)
    SELECT status, next_due_on, grace_days, sum(loans), sum(loans * principal), sum(loans * balance)
    FROM taken GROUP BY 1, 2, 3
    ON CONFLICT ON CONSTRAINT portfolio_figures_key DO UPDATE SET loans = k.loans + excluded.loans,
      principal = k.principal + excluded.principal, balance = k.balance + excluded.balance),
  vintages AS (
    INSERT INTO vintage_figures AS k (start_on, loans, open_loans, lent, outstanding)
    SELECT start_on, sum(loans), coalesce(sum(loans) FILTER (WHERE ${OPEN}), 0), sum(loans * amount),
      coalesce(sum(loans * principal) FILTER (WHERE ${OPEN}), 0)
    FROM taken WHERE status NOT IN ('queued', 'cancelled') GROUP BY 1
    ON CONFLICT (start_on) DO UPDATE SET loans = k.loans + excluded.loans,
      open_loans = k.open_loans + excluded.open_loans, lent = k.lent + excluded.lent,
      outstanding = k.outstanding + excluded.outstanding)
  INSERT INTO borrower_figures AS k (customer_id, loans, principal)
  SELECT customer_id, sum(loans), sum(loans * principal) FROM taken WHERE ${OPEN} GROUP BY 1
  HAVING sum(loans) <> 0 OR sum(loans * principal) <> 0
  ON CONFLICT (customer_id) DO UPDATE SET loans = k.loans + excluded.loans,
    principal = k.principal + excluded.principal`;

/** Events that brought a loan into default, or wrote it off before a day-close had marked it as defaulted. */
const INTO_DEFAULT = (event: string) => `${event}status_after IN ('defaulted', 'written_off')
  AND ${event}status_before NOT IN ('defaulted', 'written_off')`;

const LATE_COLUMNS = 'loan_id, customer_id, status, next_due_on, next_due_amount, balance';
const lateIn = (loans: string) => `
  SELECT id AS loan_id, customer_id, status, next_due_on, next_due_amount, amount_due - total_paid AS balance
  FROM ${loans} WHERE ${LATE}`;

/** Adds changes of participations to the figures. */
const addParticipations = (source: string) => `
  WITH taken AS (${source})
  INSERT INTO provider_figures AS k (provider_id, participations)
  SELECT provider_id, sum(participations) FROM taken GROUP BY 1
  ON CONFLICT (provider_id) DO UPDATE SET participations = k.participations + excluded.participations`;

const COLUMNS = 'customer_id, start_on, status, next_due_on, grace_days, loans, amount, principal, balance';
const rowsOf = (loans: string, sign: 1 | -1) => `
  SELECT customer_id, start_on, status, next_due_on, grace_days, ${String(sign)} AS loans, amount,
    principal_outstanding AS principal, amount_due - total_paid AS balance FROM ${loans}`;

const MINOR = 'Minor units of the currency: 105000 is 1050.00 if it has two decimals.';
const COMMENTS: Record<string, string> = {
  'TABLE loan_changes':
    'What happened to loans since the figures were last added up: -1 for a loan as it was, 1 for what it became.',
  'COLUMN loan_changes.amount': `Principal. ${MINOR}`,
  'COLUMN loan_changes.principal': `Principal outstanding. ${MINOR}`,
  'COLUMN loan_changes.balance': `What is left to pay. ${MINOR}`,
  'TABLE participation_changes':
    'Participations that began (1) or were settled (-1) since the figures were last added up.',
  'TABLE portfolio_figures': 'All loans by status and due date, for reports. Add loan_changes.',
  'COLUMN portfolio_figures.principal': `Principal outstanding. ${MINOR}`,
  'COLUMN portfolio_figures.balance': `What is left to pay. ${MINOR}`,
  'TABLE vintage_figures': 'All loans that were paid out, by their first day, for reports. Add loan_changes.',
  'COLUMN vintage_figures.open_loans': 'Those of them on which something is owed.',
  'COLUMN vintage_figures.lent': `Principal. ${MINOR}`,
  'COLUMN vintage_figures.outstanding': `Principal outstanding on open loans. ${MINOR}`,
  'TABLE borrower_figures': 'Open loans by customer, for reports. Add loan_changes.',
  'COLUMN borrower_figures.principal': `Principal outstanding. ${MINOR}`,
  'TABLE provider_figures':
    'Participations not settled, by provider, for reports. Add participation_changes.',
  'TABLE late_loans':
    'Overdue loans and loans in default as they are now, close together, for the report of late loans.',
  'COLUMN late_loans.next_due_amount': MINOR,
  'COLUMN late_loans.balance': `What is left to pay. ${MINOR}`,
  'TABLE loan_defaults':
    'Loans that ever went into default, and the first date on which they did, for reports.',
  'COLUMN loan_defaults.amount': `Principal. ${MINOR}`,
  'TABLE falling_late': 'Loans that become late on a date soon after the last close, if nothing is paid.',
};

/** Figures of all loans, for reports: kept, and what changed since. Their sum is exact in every snapshot. */
export class LoanFigures1700000000800 implements MigrationInterface {
  name = 'LoanFigures1700000000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      LOCK TABLE loans, fundings, loan_events IN SHARE ROW EXCLUSIVE MODE;
      -- No index: it is read as a whole, and emptied every minute.
      CREATE TABLE loan_changes (
        customer_id uuid NOT NULL,
        start_on date NOT NULL,
        status text NOT NULL,
        next_due_on date,
        grace_days integer NOT NULL,
        loans integer NOT NULL,
        amount bigint NOT NULL,
        principal bigint NOT NULL,
        balance bigint NOT NULL
      );
      CREATE TABLE participation_changes (
        provider_id uuid NOT NULL,
        participations integer NOT NULL
      );
      CREATE TABLE portfolio_figures (
        status text NOT NULL,
        next_due_on date,
        grace_days integer NOT NULL,
        loans integer NOT NULL,
        principal bigint NOT NULL,
        balance bigint NOT NULL,
        CONSTRAINT portfolio_figures_key UNIQUE NULLS NOT DISTINCT (status, next_due_on, grace_days)
      );
      CREATE TABLE vintage_figures (
        start_on date NOT NULL,
        loans integer NOT NULL,
        open_loans integer NOT NULL,
        lent bigint NOT NULL,
        outstanding bigint NOT NULL,
        CONSTRAINT vintage_figures_pkey PRIMARY KEY (start_on)
      );
      CREATE TABLE borrower_figures (
        customer_id uuid NOT NULL,
        loans integer NOT NULL,
        principal bigint NOT NULL,
        CONSTRAINT borrower_figures_pkey PRIMARY KEY (customer_id)
      );
      CREATE INDEX borrower_figures_largest ON borrower_figures (principal DESC, customer_id);
      CREATE TABLE provider_figures (
        provider_id uuid NOT NULL,
        participations integer NOT NULL,
        CONSTRAINT provider_figures_pkey PRIMARY KEY (provider_id)
      );
      CREATE TABLE late_loans (
        loan_id uuid NOT NULL,
        customer_id uuid NOT NULL,
        status text NOT NULL,
        next_due_on date,
        next_due_amount bigint NOT NULL,
        balance bigint NOT NULL,
        CONSTRAINT late_loans_pkey PRIMARY KEY (loan_id)
      );
      CREATE TABLE loan_defaults (
        loan_id uuid NOT NULL,
        defaulted_on date NOT NULL,
        start_on date NOT NULL,
        amount bigint NOT NULL,
        CONSTRAINT loan_defaults_pkey PRIMARY KEY (loan_id)
      );
      CREATE TABLE falling_late (
        loan_id uuid NOT NULL,
        late_on date NOT NULL,
        CONSTRAINT falling_late_pkey PRIMARY KEY (loan_id)
      );

      CREATE FUNCTION record_new_loans() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO loan_changes (${COLUMNS}) ${rowsOf('made', 1)};
        INSERT INTO late_loans (${LATE_COLUMNS}) ${lateIn('made')};
        RETURN NULL;
      END $$;
      CREATE FUNCTION record_changed_loans() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO loan_changes (${COLUMNS}) ${rowsOf('were', -1)} UNION ALL ${rowsOf('are', 1)};
        DELETE FROM late_loans WHERE loan_id = ANY (ARRAY(
          SELECT id FROM were WHERE ${LATE} UNION ALL SELECT id FROM are WHERE ${LATE}));
        INSERT INTO late_loans (${LATE_COLUMNS}) ${lateIn('are')};
        RETURN NULL;
      END $$;
      CREATE FUNCTION record_default() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO loan_defaults AS d (loan_id, defaulted_on, start_on, amount)
        SELECT l.id, NEW.business_date, l.start_on, l.amount FROM loans l WHERE l.id = NEW.loan_id
        ON CONFLICT (loan_id) DO UPDATE SET defaulted_on = least(d.defaulted_on, excluded.defaulted_on);
        RETURN NULL;
      END $$;
      CREATE FUNCTION record_new_participations() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO participation_changes (provider_id, participations) SELECT provider_id, 1 FROM made;
        RETURN NULL;
      END $$;
      CREATE FUNCTION record_settled_participation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO participation_changes (provider_id, participations) VALUES (NEW.provider_id,
          CASE WHEN NEW.amount > NEW.principal_returned + NEW.principal_lost THEN 1 ELSE -1 END);
        RETURN NULL;
      END $$;
      -- By statement, so that a batch pays once.
      CREATE TRIGGER loans_made AFTER INSERT ON loans REFERENCING NEW TABLE AS made FOR EACH STATEMENT
        EXECUTE FUNCTION record_new_loans();
      CREATE TRIGGER loans_changed AFTER UPDATE ON loans REFERENCING OLD TABLE AS were NEW TABLE AS are
        FOR EACH STATEMENT EXECUTE FUNCTION record_changed_loans();
      -- By row, because almost no event does.
      CREATE TRIGGER loans_defaulted AFTER INSERT ON loan_events FOR EACH ROW
        WHEN (${INTO_DEFAULT('NEW.')}) EXECUTE FUNCTION record_default();
      CREATE TRIGGER fundings_made AFTER INSERT ON fundings REFERENCING NEW TABLE AS made FOR EACH STATEMENT
        EXECUTE FUNCTION record_new_participations();
      -- By row, because almost no payment settles a participation.
      CREATE TRIGGER fundings_settled AFTER UPDATE ON fundings FOR EACH ROW WHEN (
        (OLD.amount > OLD.principal_returned + OLD.principal_lost)
          <> (NEW.amount > NEW.principal_returned + NEW.principal_lost))
        EXECUTE FUNCTION record_settled_participation();

      -- Adds what changed to the kept figures. One at a time, so that two never wait for each other.
      CREATE FUNCTION add_up_loan_figures() RETURNS void LANGUAGE plpgsql VOLATILE AS $$
      BEGIN
        IF NOT pg_try_advisory_xact_lock(2100, 3) THEN RETURN; END IF;
        ${addLoans('DELETE FROM loan_changes RETURNING *')};
        ${addParticipations('DELETE FROM participation_changes RETURNING *')};
      END $$;
    `);
    await runner.query(addLoans(rowsOf('loans', 1)));
    await runner.query(`INSERT INTO late_loans (${LATE_COLUMNS}) ${lateIn('loans')}`);
    await runner.query(`INSERT INTO loan_defaults (loan_id, defaulted_on, start_on, amount)
      SELECT l.id, d.defaulted_on, l.start_on, l.amount FROM (
        SELECT loan_id, min(business_date) AS defaulted_on FROM loan_events WHERE ${INTO_DEFAULT('')} GROUP BY loan_id
      ) d JOIN loans l ON l.id = d.loan_id`);
    await runner.query(
      addParticipations(
        'SELECT provider_id, 1 AS participations FROM fundings WHERE amount > principal_returned + principal_lost',
      ),
    );
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER loans_made ON loans;
      DROP TRIGGER loans_changed ON loans;
      DROP TRIGGER loans_defaulted ON loan_events;
      DROP TRIGGER fundings_made ON fundings;
      DROP TRIGGER fundings_settled ON fundings;
      DROP FUNCTION record_new_loans, record_changed_loans, record_default, record_new_participations,
        record_settled_participation, add_up_loan_figures;
      DROP TABLE falling_late, late_loans, loan_defaults, provider_figures, borrower_figures, vintage_figures, portfolio_figures,
        participation_changes, loan_changes;
    `);
  }
}
