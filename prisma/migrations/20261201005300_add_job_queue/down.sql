-- Reverses 20261201005300_add_job_queue. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 5f0622ed1132814123943e764026dbccebd99f5c904d2abab8524d63c24b8784, text f11a45cedcb13382b48f0521317efaf3e43a3600f351ab480142ca1ced4e2c11

-- Drop constraint
ALTER TABLE tessera_jobs.job_default DROP CONSTRAINT dlq_fkey;

-- Drop constraint
ALTER TABLE tessera_jobs.job_default DROP CONSTRAINT q_fkey;

-- Drop constraint
ALTER TABLE tessera_jobs.schedule DROP CONSTRAINT schedule_name_fkey;

-- Drop constraint
ALTER TABLE tessera_jobs.subscription DROP CONSTRAINT subscription_name_fkey;

-- Drop function
DROP ROUTINE tessera_jobs.create_queue(text,json);

-- Drop function
DROP ROUTINE tessera_jobs.delete_queue(text);

-- Drop table
DROP TABLE tessera_jobs.archive;

-- Drop table
DROP TABLE tessera_jobs.job_default;

-- Drop table
DROP TABLE tessera_jobs.job;

-- Drop function
DROP ROUTINE tessera_jobs.notify_workers();

-- Drop table
DROP TABLE tessera_jobs.queue;

-- Drop table
DROP TABLE tessera_jobs.schedule;

-- Drop table
DROP TABLE tessera_jobs.subscription;

-- Drop table
DROP TABLE tessera_jobs.version;

-- Drop enum
DROP TYPE tessera_jobs.job_state;

-- Drop schema
DROP SCHEMA tessera_jobs;
