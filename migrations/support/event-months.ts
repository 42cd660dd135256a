/**
 * The months of `events`: one partition each, by the ids, whose first 48 bits are the time of writing by the database's
 * clock. A sandbox's clock and a demo's history do not move it.
 */
export const EVENT_MONTHS = `
  -- The first id of a month.
  CREATE FUNCTION first_event_id(month date) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog AS $$
      SELECT (lpad(to_hex((extract(epoch FROM month) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
    $$;

  -- A table for a month, apart: rows can be put into it before it becomes a part of events.
  CREATE FUNCTION new_event_month(month date) RETURNS text LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    part CONSTANT text := 'events_' || to_char(month, 'YYYY_MM');
    grantee text;
  BEGIN
    EXECUTE format('CREATE TABLE public.%I (LIKE public.events INCLUDING ALL,
      CONSTRAINT event_month CHECK (id >= %L AND id < %L))',
      part, first_event_id(month), first_event_id((month + interval '1 month')::date));
    -- The trigger of events sees the statements on events only.
    EXECUTE format('CREATE TRIGGER events_are_kept BEFORE UPDATE ON public.%I FOR EACH STATEMENT
      EXECUTE FUNCTION public.refuse_change()', part);
    -- Default privileges give rights to new tables; a month is reached by events only.
    FOR grantee IN
      SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END
      FROM pg_class c, aclexplode(c.relacl) a
      WHERE c.oid = format('public.%I', part)::regclass AND a.grantee <> c.relowner
    LOOP
      EXECUTE format('REVOKE ALL ON public.%I FROM %s', part, grantee);
    END LOOP;
    RETURN part;
  END $$;

  -- Makes the table of a month a part of events, with the rows of the month that had to go elsewhere. The check spares
  -- a look at each row while events is locked.
  CREATE FUNCTION attach_event_month(month date) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    part CONSTANT text := 'events_' || to_char(month, 'YYYY_MM');
    first CONSTANT uuid := first_event_id(month);
    next CONSTANT uuid := first_event_id((month + interval '1 month')::date);
  BEGIN
    LOCK TABLE ONLY events IN SHARE UPDATE EXCLUSIVE MODE;
    LOCK TABLE events_default IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('WITH moved AS (DELETE FROM events_default WHERE id >= $1 AND id < $2 RETURNING *)
      INSERT INTO public.%I SELECT * FROM moved', part) USING first, next;
    EXECUTE format('ALTER TABLE public.events ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', part, first, next);
    EXECUTE format('ALTER TABLE public.%I DROP CONSTRAINT event_month', part);
  END $$;

  -- Makes the months that are missing: this one, the next two, and those of rows that found none. Drops old months that
  -- are empty, since what is in them is forgotten. Runs as the owner, for the application, which may make no table: it
  -- takes nothing from its caller. Waits for nobody: the next run does what this one could not.
  CREATE FUNCTION make_event_months(OUT made text[], OUT dropped text[], OUT strays bigint) LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '1s' AS $$
  DECLARE
    this_month CONSTANT date := date_trunc('month', now() AT TIME ZONE 'UTC')::date;
    wanted date;
    part text;
    is_empty boolean;
  BEGIN
    made := '{}';
    dropped := '{}';
    PERFORM pg_advisory_xact_lock(2100, 6);
    FOR wanted IN
      SELECT DISTINCT m.month FROM (
        SELECT (this_month + n * interval '1 month')::date AS month FROM generate_series(0, 2) n
        UNION ALL
        SELECT date_trunc('month', to_timestamp(
          ('x' || left(replace(d.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) AT TIME ZONE 'UTC')::date
        FROM events_default d
        WHERE d.id BETWEEN first_event_id('2000-01-01') AND first_event_id('2100-01-01')
      ) m
      WHERE to_regclass('public.events_' || to_char(m.month, 'YYYY_MM')) IS NULL
      ORDER BY m.month LIMIT 36
    LOOP
      part := new_event_month(wanted);
      PERFORM attach_event_month(wanted);
      made := made || part;
    END LOOP;
    FOR part IN
      SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'public.events'::regclass AND c.relname <> 'events_default'
        AND c.relname < 'events_' || to_char(this_month - interval '1 month', 'YYYY_MM')
      ORDER BY 1
    LOOP
      EXECUTE format('SELECT NOT EXISTS (SELECT FROM public.%I)', part) INTO is_empty;
      CONTINUE WHEN NOT is_empty;
      BEGIN
        LOCK TABLE ONLY events IN ACCESS EXCLUSIVE MODE;
        EXECUTE format('SELECT NOT EXISTS (SELECT FROM public.%I)', part) INTO is_empty;
        CONTINUE WHEN NOT is_empty;
        EXECUTE format('DROP TABLE public.%I', part);
        dropped := dropped || part;
      EXCEPTION WHEN lock_not_available THEN
        EXIT;
      END;
    END LOOP;
    SELECT count(*) INTO strays FROM events_default;
  END $$;

  REVOKE ALL ON FUNCTION new_event_month(date), attach_event_month(date), make_event_months() FROM PUBLIC;
`;
