-- Datasets that somebody asked for by REST, in the order in which they were accepted.
CREATE TABLE feature_export (
  number              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  export_id           text        NOT NULL UNIQUE,
  tenant_id           text        NOT NULL,
  idempotency_key     text,
  feature_set         text        NOT NULL,
  series              text[]      NOT NULL,
  variable            text        NOT NULL,
  horizon             int         NOT NULL,
  from_time           timestamptz NOT NULL,
  until_time          timestamptz NOT NULL,
  as_of               timestamptz NOT NULL,
  accepted_at         timestamptz NOT NULL,
  status              text        NOT NULL DEFAULT 'queued',
  rows_done           bigint      NOT NULL DEFAULT 0,
  rows_total          bigint,
  reasons             text,
  feature_set_version int,
  uri                 text,
  sha256              text,
  size_bytes          bigint,
  ended_at            timestamptz,
  UNIQUE (tenant_id, idempotency_key),
  CHECK (status IN ('queued', 'running', 'completed', 'refused', 'failed'))
);

COMMENT ON COLUMN feature_export.rows_total IS 'null until the rows have been counted';
COMMENT ON COLUMN feature_export.reasons IS 'JSON; null unless refused or failed';

CREATE INDEX feature_export_of_tenant ON feature_export (tenant_id, number);

-- Those that have no end yet. Who makes one holds the lock on its row here, and a process that dies
-- loses its locks: nothing else says whose an export is. The row it reports to is not locked.
CREATE TABLE feature_export_open (
  number bigint PRIMARY KEY
);
