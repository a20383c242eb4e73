-- Which dataset each model version was trained on; from model-registered.
CREATE TABLE trained_model (
  tenant_id      text        NOT NULL,
  model_name     text        NOT NULL,
  version        text        NOT NULL,
  dataset_sha256 text        NOT NULL,
  series         text[]      NOT NULL,
  variable       text        NOT NULL,
  from_time      timestamptz NOT NULL,
  to_time        timestamptz NOT NULL,
  registered_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, model_name, version)
);

-- In which stage it is; from model-registered and model-stage-changed, in any order.
CREATE TABLE trained_model_stage (
  tenant_id  text        NOT NULL,
  model_name text        NOT NULL,
  version    text        NOT NULL,
  stage      text        NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, model_name, version)
);

-- What is remembered of a dataset, to tell how far later ones have moved from it.
CREATE TABLE dataset_profile (
  sha256  text PRIMARY KEY,
  profile text NOT NULL
);

COMMENT ON COLUMN dataset_profile.profile IS 'JSON: tenths of every feature and the target';

-- The answer to every job, as it was announced.
CREATE TABLE dataset_report (
  job_id    text  PRIMARY KEY,
  tenant_id text  NOT NULL,
  answer    bytea NOT NULL
);

COMMENT ON COLUMN dataset_report.answer IS 'dataset-prepared in the wire format';
