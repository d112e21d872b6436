-- Only jobs with a key are in the index that keeps it unique. What a key is unique among is the policy of its queue.
CREATE UNIQUE INDEX job_default_waiting_key ON tessera_jobs.job_default (name, singleton_key) WHERE state = 'created' AND policy = 'waiting' AND singleton_key IS NOT NULL;

CREATE UNIQUE INDEX job_default_unfinished_key ON tessera_jobs.job_default (name, singleton_key) WHERE state <= 'active' AND policy = 'unfinished' AND singleton_key IS NOT NULL;

DROP INDEX tessera_jobs.job_default_unfinished;
