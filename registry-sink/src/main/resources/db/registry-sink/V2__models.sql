-- The model registry.

-- A model that waits for its registration, or got none. The projection writes the row, the
-- registrar works it off; so a slow or broken object store never holds up the history.
create table registration (
  job_id             text primary key,
  tenant_id          text not null,
  model_name         text not null,
  state              text not null check (state in ('pending', 'registered', 'refused')),
  event              bytea not null,
  requested_at       timestamptz not null,
  tries              integer not null default 0,
  first_try_at       timestamptz,
  next_try_at        timestamptz not null,
  problem            text,
  decided_at         timestamptz
);
create index registration_pending on registration (next_try_at) where state = 'pending';

create table model_version (
  registration_no    bigint generated always as identity unique,
  model_id           text primary key,
  tenant_id          text not null,
  model_name         text not null,
  major              integer not null,
  minor              integer not null,
  patch              integer not null,
  job_id             text not null unique,
  study_id           text not null,
  trial_id           text not null,
  model_type         text not null,
  feature_set        text not null,
  feature_set_version integer not null,
  searched           boolean not null,
  parameters         jsonb not null,
  seed               bigint not null,
  artifact_uri       text not null,
  artifact_sha256    text not null,
  artifact_bytes     bigint not null,
  validation_metrics jsonb not null,
  test_metrics       jsonb not null,
  baselines          jsonb not null,
  library_versions   jsonb not null,
  dataset            jsonb not null,
  cause              jsonb not null,
  tags               jsonb not null,
  gate_passed        boolean not null,
  gate_findings      jsonb not null,
  registered_at      timestamptz not null,
  unique (tenant_id, model_name, major, minor, patch)
);
create index model_version_newest on model_version (tenant_id, model_name, registration_no);

create table model_stage_log (
  entry_no           bigint generated always as identity primary key,
  event_id           text not null unique,
  model_id           text not null references model_version,
  from_stage         text,
  to_stage           text not null check (to_stage in ('none', 'staging', 'production', 'archived')),
  changed_by         text not null,
  reason             text not null,
  changed_at         timestamptz not null
);
create index model_stage_log_by_model on model_stage_log (model_id, entry_no);

-- The log answers what was live when; so nobody rewrites it, by accident or otherwise.
create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op;
end
$$;

create trigger model_stage_log_is_append_only
  before update or delete or truncate on model_stage_log
  for each statement execute function forbid_change();

create view model_stage as
  select distinct on (model_id) model_id, to_stage as stage, changed_at
  from model_stage_log
  order by model_id, entry_no desc;

-- Events that a committed decision has made and Kafka has not acknowledged yet, in order.
create table outbox (
  position           bigint generated always as identity primary key,
  topic              text not null,
  key                text not null,
  event              bytea not null
);
