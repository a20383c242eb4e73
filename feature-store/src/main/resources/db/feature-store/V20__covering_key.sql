-- Reading a series needs its times and values only. With the value in the key's index they are read
-- from there, in order; without it, from wherever in the table the measurements were written, which
-- with many series written side by side is all of the table for each of them.
--
-- Index-only reading needs to know which pages hold rows that everybody sees, which VACUUM notes:
-- it is asked to do so after 2 % of new rows, not 20 %.
--
-- A hypertable keeps the plain key: there, compressed chunks have each series together and in order.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    ALTER TABLE measurement_version
      DROP CONSTRAINT measurement_version_pkey,
      ADD PRIMARY KEY (variable_id, observed_at, recorded_at) INCLUDE (value);
    ALTER TABLE measurement_version SET (autovacuum_vacuum_insert_scale_factor = 0.02);
  END IF;
END
$$;
