-- What happened, as told by the topics.
--
-- Events of different topics arrive in any order, so every topic writes columns (or tables) of its
-- own and nothing here refers to anything by foreign key. A row may therefore start with any of its
-- events, and columns of a topic that has not been heard of are null.

create table job (
  job_id             text primary key,
  tenant_id          text not null,
  -- job-accepted
  accepted_at        timestamptz,
  model_type         text,
  model_name         text,
  feature_set        text,
  priority           text,
  requested_by       text,
  config             jsonb,
  tags               jsonb,
  cause              jsonb,
  -- job-rejected
  rejected_at        timestamptz,
  violations         jsonb,
  -- job-cancelled
  cancelled_at       timestamptz,
  cancelled_by       text,
  cancel_reason      text,
  -- dataset-prepared
  prepared_at        timestamptz,
  dataset_refused    boolean,
  refusals           jsonb,
  dataset            jsonb,
  quality            jsonb,
  dataset_wait_ms    bigint,
  dataset_build_ms   bigint,
  -- job-state
  revision           bigint,
  status             text,
  phase              text,
  message            text,
  problems           jsonb,
  created_at         timestamptz,
  started_at         timestamptz,
  finished_at        timestamptz,
  model_id           text
);
create index job_by_model on job (tenant_id, model_name);

create table study (
  study_id           text primary key,
  tenant_id          text not null,
  job_id             text not null,
  -- study-progressed
  queued_at          timestamptz,
  search_started_at  timestamptz,
  final_fit_at       timestamptz,
  progressed_at      timestamptz,
  planned_trials     integer,
  counts             jsonb,
  best_value         double precision,
  best_trial_number  integer,
  reason             text,
  -- study-completed
  completed_at       timestamptz,
  outcome            text,
  stop_reason        text,
  message            text,
  final_planned      integer,
  final_counts       jsonb,
  final_best_value   double precision,
  final_best_trial   integer,
  best_parameters    jsonb,
  started_at         timestamptz
);

create table trial (
  study_id           text not null,
  trial_number       integer not null,
  tenant_id          text not null,
  -- trial-proposed
  trial_id           text,
  kind               text,
  parameters         jsonb,
  seed               bigint,
  objective          text,
  -- study-progressed, whose word is final
  counted_attempt    integer,
  counted_state      text,
  counted_value      double precision,
  counted_at         timestamptz,
  primary key (study_id, trial_number)
);

create table trial_attempt (
  study_id           text not null,
  trial_number       integer not null,
  attempt            integer not null,
  -- trial-proposed
  proposed_at        timestamptz,
  pool               text,
  lease_seconds      integer,
  stopping_rule      jsonb,
  -- trial-progressed
  started_at         timestamptz,
  started_by         text,
  last_seen_at       timestamptz,
  steps_seen         integer,
  planned_steps      integer,
  -- study-progressed
  lost_at            timestamptz,
  lost_reason        text,
  primary key (study_id, trial_number, attempt)
);

-- trial-completed: what the worker says; whether it counted stands in trial.
create table trial_result (
  study_id           text not null,
  trial_number       integer not null,
  attempt            integer not null,
  trial_id           text not null,
  kind               text not null,
  worker_id          text not null,
  state              text not null,
  objective          double precision,
  metrics            jsonb not null,
  test_metrics       jsonb not null,
  baselines          jsonb not null,
  artifact           jsonb,
  parameters         jsonb not null,
  seed               bigint not null,
  steps              integer not null,
  error              text not null,
  resources          jsonb not null,
  library_versions   jsonb not null,
  completed_at       timestamptz not null,
  primary key (study_id, trial_number, attempt)
);

create table trial_metric (
  study_id           text not null,
  trial_number       integer not null,
  attempt            integer not null,
  step               integer not null,
  value              double precision not null,
  budget_share       double precision not null,
  elapsed_ms         bigint not null,
  primary key (study_id, trial_number, attempt, step)
);

create table job_log (
  event_id           text not null,
  occurred_at        timestamptz not null,
  tenant_id          text not null,
  job_id             text not null,
  trial_id           text not null,
  level              text not null,
  service            text not null,
  message            text not null,
  fields             jsonb not null,
  primary key (event_id, occurred_at)
);
create index job_log_by_job on job_log (job_id, occurred_at, event_id);

create table worker (
  worker_id          text primary key,
  pool               text not null,
  slots              integer not null,
  running_attempts   jsonb not null,
  library_versions   jsonb not null,
  cpu_load           double precision not null,
  rss_bytes          bigint not null,
  tasks_finished     bigint not null,
  heard_at           timestamptz not null
);
