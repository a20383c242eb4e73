-- Feature sets of tenants. A version never changes: a new meaning is a new version.
CREATE TABLE feature_set (
  tenant_id     text        NOT NULL,
  name          text        NOT NULL,
  version       integer     NOT NULL,
  definition    text        NOT NULL,
  registered_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, name, version)
);

COMMENT ON COLUMN feature_set.definition IS 'JSON; what it extends has been put in';
