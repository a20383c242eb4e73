-- With TimescaleDB the measurements are a hypertable; without it, the same table is a plain one. The
-- extension is used where it is loaded and may be created; whoever forbids that gets the plain table.
DO $$
DECLARE
  home text;
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
     AND EXISTS (
       SELECT FROM pg_settings
       WHERE name = 'shared_preload_libraries' AND setting LIKE '%timescaledb%') THEN
    BEGIN
      CREATE EXTENSION IF NOT EXISTS timescaledb SCHEMA public;
    EXCEPTION
      WHEN insufficient_privilege THEN
        RAISE NOTICE 'timescaledb may not be created by %, measurement stays plain', current_user;
      WHEN unique_violation OR duplicate_object THEN
        RAISE NOTICE 'another service is creating timescaledb';
    END;
  END IF;
  SELECT n.nspname INTO home
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'timescaledb';
  IF home IS NOT NULL THEN
    EXECUTE format(
      'SELECT %I.create_hypertable(%L::regclass, %L::name, '
      'chunk_time_interval => interval ''30 days'', migrate_data => true)',
      home, 'measurement', 'observed_at');
  END IF;
END
$$;
