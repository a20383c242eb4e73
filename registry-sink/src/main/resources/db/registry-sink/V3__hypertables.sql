-- With TimescaleDB the log is a hypertable; without it, the same table is a plain one. The extension
-- is used where it is loaded and may be created; whoever forbids that gets the plain table.
do $$
declare
  home text;
begin
  if exists (select from pg_available_extensions where name = 'timescaledb')
     and current_setting('shared_preload_libraries') like '%timescaledb%' then
    begin
      create extension if not exists timescaledb;
    exception when insufficient_privilege then
      raise notice 'timescaledb may not be created by %, job_log stays a plain table', current_user;
    end;
  end if;
  select n.nspname into home
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'timescaledb';
  if home is not null then
    execute format(
      'select %I.create_hypertable(%L::regclass, %L::name, chunk_time_interval => interval ''7 days'', migrate_data => true)',
      home, 'job_log', 'occurred_at');
  end if;
end
$$;
