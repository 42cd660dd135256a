-- The settings of a session that PgBouncer drops, on the application's role. A start of the application that lacks one says so.
ALTER ROLE lending SET TimeZone = 'UTC';
ALTER ROLE lending SET default_transaction_isolation = 'read committed';
ALTER ROLE lending SET statement_timeout = '15000ms';
ALTER ROLE lending SET lock_timeout = '2500ms';
ALTER ROLE lending SET idle_in_transaction_session_timeout = '10000ms';
ALTER ROLE lending SET jit = 'off';
