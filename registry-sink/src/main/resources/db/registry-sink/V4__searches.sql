-- Why searches do what they do.

-- study-progressed
alter table study add column waiting_for text;
alter table study add column trials_reason text;
-- study-completed
alter table study add column final_trials_reason text;
alter table study add column pareto_trials jsonb;
alter table study add column warm_started_from jsonb;

-- trial-proposed
alter table trial add column reason text;
