-- What the values of an hour and of a UTC day come to: the latest version of each value, withdrawn ones
-- left out. With TimescaleDB's community features the sums are kept by hierarchical continuous
-- aggregates, which take a correction in at their next refresh; without, the same columns are worked
-- out when they are asked for. superseded_at makes "the latest version" a condition on a row, which is
-- what a continuous aggregate can do.
--
-- Of a spread the sum of squared deviations is kept: those of two parts add up to that of the whole,
-- with what their means are apart.

CREATE FUNCTION spread_of_parts(
    deviations double precision, squares double precision, total double precision, n double precision)
  RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN greatest(0, deviations + squares - total * total / n);

COMMENT ON FUNCTION spread_of_parts IS
  'squared deviations from the mean of the whole: sum of those of the parts, sum of total²/n of the '
  'parts, total and n of the whole';

DO $$
DECLARE
  home text;
BEGIN
  SELECT n.nspname INTO home
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'timescaledb';

  IF home IS NOT NULL AND current_setting('timescaledb.license', true) = 'timescale' THEN
    EXECUTE format($sql$
      CREATE MATERIALIZED VIEW hourly_rollup
        WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
      SELECT variable_id, %1$I.time_bucket(interval '1 hour', observed_at) AS bucket,
        count(*) AS n, sum(value) AS total, min(value) AS lowest, max(value) AS highest,
        %1$I.first(value, observed_at) AS earliest, %1$I.last(value, observed_at) AS latest,
        regr_sxx(value, value) AS deviations
      FROM measurement_version
      WHERE superseded_at = 'infinity' AND value IS NOT NULL
      GROUP BY 1, 2
      WITH NO DATA
    $sql$, home);
    EXECUTE format($sql$
      CREATE MATERIALIZED VIEW daily_rollup
        WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
      SELECT variable_id, %1$I.time_bucket(interval '1 day', bucket) AS bucket,
        sum(n)::bigint AS n, sum(total) AS total, min(lowest) AS lowest, max(highest) AS highest,
        %1$I.first(earliest, bucket) AS earliest, %1$I.last(latest, bucket) AS latest,
        spread_of_parts(
          sum(deviations), sum(total * total / n), sum(total), sum(n)::double precision)
          AS deviations
      FROM hourly_rollup
      GROUP BY 1, 2
      WITH NO DATA
    $sql$, home);
    -- From the beginning of time: a correction of last year's value is refreshed as well.
    EXECUTE format(
      'SELECT %I.add_continuous_aggregate_policy(%L, NULL::interval, interval ''1 hour'', '
      'interval ''30 minutes'')', home, 'hourly_rollup');
    EXECUTE format(
      'SELECT %I.add_continuous_aggregate_policy(%L, NULL::interval, interval ''1 day'', '
      'interval ''2 hours'')', home, 'daily_rollup');
    -- Late values and corrections may still be written to what is compressed, at a higher price.
    ALTER TABLE measurement_version SET (
      timescaledb.compress,
      timescaledb.compress_segmentby = 'variable_id',
      timescaledb.compress_orderby = 'observed_at, recorded_at');
    EXECUTE format(
      'SELECT %I.add_compression_policy(%L, interval ''90 days'')', home, 'measurement_version');

    CREATE VIEW hourly_features AS
      SELECT v.tenant_id, v.series, v.variable, r.bucket, r.n AS count, r.total / r.n AS mean,
        r.lowest AS min, r.highest AS max, r.earliest AS first, r.latest AS last, r.total AS sum,
        sqrt(r.deviations / nullif(r.n - 1, 0)) AS std
      FROM hourly_rollup r JOIN variable_summary v USING (variable_id);
    CREATE VIEW daily_features AS
      SELECT v.tenant_id, v.series, v.variable, r.bucket, r.n AS count, r.total / r.n AS mean,
        r.lowest AS min, r.highest AS max, r.earliest AS first, r.latest AS last, r.total AS sum,
        sqrt(r.deviations / nullif(r.n - 1, 0)) AS std
      FROM daily_rollup r JOIN variable_summary v USING (variable_id);
  ELSE
    IF home IS NOT NULL THEN
      RAISE NOTICE 'this TimescaleDB has no community features: hourly_features and daily_features '
        'are plain views';
    END IF;
    -- Grouped by name, so that a condition on a name reaches the rows of that variable only.
    CREATE VIEW hourly_rollup AS
      SELECT v.tenant_id, v.series, v.variable,
        date_bin(interval '1 hour', m.observed_at, timestamptz '2000-01-01 00:00:00Z') AS bucket,
        count(*) AS n, sum(m.value) AS total, min(m.value) AS lowest, max(m.value) AS highest,
        (array_agg(m.value ORDER BY m.observed_at))[1] AS earliest,
        (array_agg(m.value ORDER BY m.observed_at DESC))[1] AS latest,
        regr_sxx(m.value, m.value) AS deviations
      FROM measurement_version m JOIN variable_summary v USING (variable_id)
      WHERE m.superseded_at = 'infinity' AND m.value IS NOT NULL
      GROUP BY 1, 2, 3, 4;
    CREATE VIEW daily_rollup AS
      SELECT tenant_id, series, variable,
        date_bin(interval '1 day', bucket, timestamptz '2000-01-01 00:00:00Z') AS bucket,
        sum(n)::bigint AS n, sum(total) AS total, min(lowest) AS lowest, max(highest) AS highest,
        (array_agg(earliest ORDER BY bucket))[1] AS earliest,
        (array_agg(latest ORDER BY bucket DESC))[1] AS latest,
        spread_of_parts(
          sum(deviations), sum(total * total / n), sum(total), sum(n)::double precision)
          AS deviations
      FROM hourly_rollup
      GROUP BY 1, 2, 3, 4;
    CREATE VIEW hourly_features AS
      SELECT tenant_id, series, variable, bucket, n AS count, total / n AS mean,
        lowest AS min, highest AS max, earliest AS first, latest AS last, total AS sum,
        sqrt(deviations / nullif(n - 1, 0)) AS std
      FROM hourly_rollup;
    CREATE VIEW daily_features AS
      SELECT tenant_id, series, variable, bucket, n AS count, total / n AS mean,
        lowest AS min, highest AS max, earliest AS first, latest AS last, total AS sum,
        sqrt(deviations / nullif(n - 1, 0)) AS std
      FROM daily_rollup;
  END IF;
END
$$;

COMMENT ON VIEW hourly_features IS
  'of each variable and hour (UTC): what the latest versions of its values come to; '
  'std is that of a sample, null of one value';
COMMENT ON VIEW daily_features IS
  'of each variable and day (UTC): what the latest versions of its values come to; '
  'std is that of a sample, null of one value';

CREATE FUNCTION latest_before(
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
    AND m.observed_at < at AND m.superseded_at = 'infinity' AND m.value IS NOT NULL
  ORDER BY m.observed_at DESC LIMIT most
$$;

COMMENT ON FUNCTION latest_before IS
  'the latest values strictly before a time, back = 1 the last of them';

CREATE FUNCTION get_lag_features(
    tenant text, series text, variable text, at timestamptz, lags int[])
  RETURNS TABLE (lag int, observed_at timestamptz, value double precision)
  LANGUAGE sql STABLE SET search_path FROM CURRENT AS
$$
  SELECT wanted.lag, past.observed_at, past.value
  FROM unnest(get_lag_features.lags) WITH ORDINALITY AS wanted (lag, position)
    LEFT JOIN latest_before(
      get_lag_features.tenant, get_lag_features.series, get_lag_features.variable,
      get_lag_features.at,
      (SELECT max(each) FROM unnest(get_lag_features.lags) AS each)) past
    ON past.back = wanted.lag
  ORDER BY wanted.position
$$;

COMMENT ON FUNCTION get_lag_features IS
  'for each lag k the k-th latest value strictly before a time; null where there are fewer';

CREATE FUNCTION get_rolling_features(
    tenant text, series text, variable text, at timestamptz, windows int[])
  RETURNS TABLE (window_size int, count bigint, mean double precision, min double precision,
    max double precision, sum double precision, std double precision)
  LANGUAGE sql STABLE SET search_path FROM CURRENT AS
$$
  SELECT wanted.size, count(past.value), avg(past.value), min(past.value), max(past.value),
    sum(past.value), stddev_samp(past.value)
  FROM unnest(get_rolling_features.windows) WITH ORDINALITY AS wanted (size, position)
    LEFT JOIN latest_before(
      get_rolling_features.tenant, get_rolling_features.series, get_rolling_features.variable,
      get_rolling_features.at,
      (SELECT max(each) FROM unnest(get_rolling_features.windows) AS each)) past
    ON past.back <= wanted.size
  GROUP BY wanted.size, wanted.position
  ORDER BY wanted.position
$$;

COMMENT ON FUNCTION get_rolling_features IS
  'for each window of w values what the w latest strictly before a time come to';
