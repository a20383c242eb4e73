-- Every version of every value, bitemporal: when it held, and when it became known. Nothing is ever
-- changed: a correction is a new row, a withdrawal a new row without a value.
CREATE TABLE measurement (
  tenant_id   text             NOT NULL,
  series      text             NOT NULL,
  variable    text             NOT NULL,
  observed_at timestamptz      NOT NULL,
  recorded_at timestamptz      NOT NULL,
  value       double precision,
  unit        text             NOT NULL,
  source      text             NOT NULL,
  event_id    text             NOT NULL,
  PRIMARY KEY (tenant_id, series, variable, observed_at, recorded_at)
);

COMMENT ON COLUMN measurement.value IS 'null = withdrawn';

-- What there is of each variable; kept in the transaction that writes the measurements.
CREATE TABLE variable_summary (
  tenant_id      text        NOT NULL,
  series         text        NOT NULL,
  variable       text        NOT NULL,
  unit           text        NOT NULL,
  first_observed timestamptz NOT NULL,
  last_observed  timestamptz NOT NULL,
  first_recorded timestamptz NOT NULL,
  last_recorded  timestamptz NOT NULL,
  measurements   bigint      NOT NULL,
  PRIMARY KEY (tenant_id, series, variable)
);

COMMENT ON COLUMN variable_summary.measurements IS 'every version counts';
