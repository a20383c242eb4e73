-- A version of a value names its variable, and where it comes from, by number: a row is a third as
-- long, and so is its index. What was the table measurement is now a view of the same columns; only
-- event_id has become event_key, of 16 bytes. Existing rows are rewritten, once.

ALTER TABLE variable_summary
  ADD COLUMN variable_id int GENERATED ALWAYS AS IDENTITY UNIQUE,
  -- Rewritten with every batch: room for the new version on the same page spares the indexes.
  SET (fillfactor = 70);

COMMENT ON COLUMN variable_summary.variable_id IS 'stays as it is for ever';

-- Where values come from, in the words of whoever sent them; few, and shared by many rows.
CREATE TABLE provenance (
  provenance_id int  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source        text NOT NULL,
  unit          text NOT NULL
);

-- The texts may be longer than what fits into an index.
CREATE UNIQUE INDEX provenance_key ON provenance (md5(source), md5(unit));

-- Every version of every value, bitemporal. There are no foreign keys: each row would pay for the
-- check of what the one writer has just looked up, and nothing is ever deleted there.
CREATE TABLE measurement_version (
  observed_at   timestamptz      NOT NULL,
  recorded_at   timestamptz      NOT NULL,
  superseded_at timestamptz      NOT NULL DEFAULT 'infinity',
  value         double precision,
  event_key     uuid,
  variable_id   int              NOT NULL,
  provenance_id int              NOT NULL,
  PRIMARY KEY (variable_id, observed_at, recorded_at)
);

COMMENT ON COLUMN measurement_version.observed_at IS 'when the value held';
COMMENT ON COLUMN measurement_version.recorded_at IS 'when it became known';
COMMENT ON COLUMN measurement_version.superseded_at IS
  'recorded_at of the next version of the same value; infinity = this is the latest. '
  'All that ever changes of a row';
COMMENT ON COLUMN measurement_version.value IS 'null = withdrawn';
COMMENT ON COLUMN measurement_version.event_key IS
  'event_id where that is a UUID, else md5(event_id)::uuid; null = it had none';

DO $$
DECLARE
  home text;
BEGIN
  SELECT n.nspname INTO home
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'timescaledb';
  IF home IS NOT NULL THEN
    -- Its own index on the time alone would serve no query of ours.
    EXECUTE format(
      'SELECT %I.create_hypertable(%L::regclass, %L::name, '
      'chunk_time_interval => interval ''30 days'', create_default_indexes => false)',
      home, 'measurement_version', 'observed_at');
  END IF;
END
$$;

INSERT INTO provenance (source, unit) SELECT DISTINCT source, unit FROM measurement ORDER BY 1, 2;

INSERT INTO measurement_version
  (variable_id, observed_at, recorded_at, superseded_at, value, event_key, provenance_id)
SELECT v.variable_id, m.observed_at, m.recorded_at,
  lead(m.recorded_at, 1, 'infinity') OVER (
    PARTITION BY v.variable_id, m.observed_at ORDER BY m.recorded_at),
  m.value,
  CASE
    WHEN m.event_id = '' THEN NULL
    WHEN m.event_id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN m.event_id::uuid
    ELSE md5(m.event_id)::uuid
  END,
  p.provenance_id
FROM measurement m
  JOIN variable_summary v USING (tenant_id, series, variable)
  JOIN provenance p ON (p.source, p.unit) = (m.source, m.unit)
ORDER BY v.variable_id, m.observed_at, m.recorded_at;

DROP TABLE measurement;

CREATE VIEW measurement AS
  SELECT v.tenant_id, v.series, v.variable, m.observed_at, m.recorded_at, m.superseded_at, m.value,
    p.unit, p.source, m.event_key, m.variable_id
  FROM measurement_version m
    JOIN variable_summary v USING (variable_id)
    JOIN provenance p USING (provenance_id);

COMMENT ON VIEW measurement IS 'every version of every value, in words';
