-- Measurements of long ago may be removed. What was removed is remembered with its variable, and is
-- said before the first row goes: from then on nothing before the cut is shown, however far the
-- removal has got. Cuts are at midnight, UTC: an hour or a day has all its values, or none.

ALTER TABLE variable_summary ADD COLUMN retained_from timestamptz NOT NULL DEFAULT '-infinity';

COMMENT ON COLUMN variable_summary.retained_from IS
  'what was observed before was removed; -infinity = nothing was. Only ever grows';
COMMENT ON COLUMN variable_summary.measurements IS 'every version that is kept counts';
COMMENT ON COLUMN variable_summary.first_observed IS 'of what is kept; infinity = nothing is';
COMMENT ON COLUMN variable_summary.first_recorded IS 'of all there ever was';
COMMENT ON COLUMN variable_summary.last_recorded IS 'of all there ever was';

CREATE VIEW retained_from AS
  SELECT tenant_id, series, variable, retained_from AS cut
  FROM variable_summary
  WHERE retained_from > '-infinity';

COMMENT ON VIEW retained_from IS 'variables of which measurements were removed, and until when';

-- What else a model's dataset may have read; null of models that were registered before.
ALTER TABLE trained_model
  ADD COLUMN feature_set         text,
  ADD COLUMN feature_set_version int,
  ADD COLUMN step_seconds        bigint;

CREATE OR REPLACE VIEW measurement AS
  SELECT v.tenant_id, v.series, v.variable, m.observed_at, m.recorded_at, m.superseded_at, m.value,
    p.unit, p.source, m.event_key, m.variable_id
  FROM measurement_version m
    JOIN variable_summary v USING (variable_id)
    JOIN provenance p USING (provenance_id)
  WHERE m.observed_at >= v.retained_from;

DO $$
BEGIN
  IF EXISTS (
      SELECT FROM pg_attribute
      WHERE attrelid = 'hourly_rollup'::regclass AND attname = 'variable_id') THEN
    -- Continuous aggregates: they forget at their next refresh, the views at once.
    CREATE OR REPLACE VIEW hourly_features AS
      SELECT v.tenant_id, v.series, v.variable, r.bucket, r.n AS count, r.total / r.n AS mean,
        r.lowest AS min, r.highest AS max, r.earliest AS first, r.latest AS last, r.total AS sum,
        sqrt(r.deviations / nullif(r.n - 1, 0)) AS std
      FROM hourly_rollup r JOIN variable_summary v USING (variable_id)
      WHERE r.bucket >= v.retained_from;
    CREATE OR REPLACE VIEW daily_features AS
      SELECT v.tenant_id, v.series, v.variable, r.bucket, r.n AS count, r.total / r.n AS mean,
        r.lowest AS min, r.highest AS max, r.earliest AS first, r.latest AS last, r.total AS sum,
        sqrt(r.deviations / nullif(r.n - 1, 0)) AS std
      FROM daily_rollup r JOIN variable_summary v USING (variable_id)
      WHERE r.bucket >= v.retained_from;
  ELSE
    CREATE OR REPLACE VIEW hourly_rollup AS
      SELECT v.tenant_id, v.series, v.variable,
        date_bin(interval '1 hour', m.observed_at, timestamptz '2000-01-01 00:00:00Z') AS bucket,
        count(*) AS n, sum(m.value) AS total, min(m.value) AS lowest, max(m.value) AS highest,
        (array_agg(m.value ORDER BY m.observed_at))[1] AS earliest,
        (array_agg(m.value ORDER BY m.observed_at DESC))[1] AS latest,
        regr_sxx(m.value, m.value) AS deviations
      FROM measurement_version m JOIN variable_summary v USING (variable_id)
      WHERE m.superseded_at = 'infinity' AND m.value IS NOT NULL
        AND m.observed_at >= v.retained_from
      GROUP BY 1, 2, 3, 4;
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION latest_before(
    wanted_tenant text, wanted_series text, wanted_variable text, at timestamptz, most int)
  RETURNS TABLE (back bigint, observed_at timestamptz, value double precision)
  LANGUAGE sql STABLE SET search_path FROM CURRENT AS
$$
  SELECT row_number() OVER (ORDER BY m.observed_at DESC), m.observed_at, m.value
  FROM measurement_version m
  WHERE m.variable_id = (
      SELECT v.variable_id FROM variable_summary v
      WHERE v.tenant_id = wanted_tenant AND v.series = wanted_series
        AND v.variable = wanted_variable)
    AND m.observed_at >= (
      SELECT v.retained_from FROM variable_summary v
      WHERE v.tenant_id = wanted_tenant AND v.series = wanted_series
        AND v.variable = wanted_variable)
    AND m.observed_at < at AND m.superseded_at = 'infinity' AND m.value IS NOT NULL
  ORDER BY m.observed_at DESC LIMIT most
$$;
