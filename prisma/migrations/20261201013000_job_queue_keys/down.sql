-- Reverses 20261201013000_job_queue_keys. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql fcd0a0b8c6fe0ce9a8f563db077579da66cf94dfeb327a103b7a025db49bd3d3, text 1f3239c41c3bc270b8818355bb6bd5b8a8cb20bb61e85d19c3160d959a86d476

-- Drop index
DROP INDEX tessera_jobs.job_default_unfinished_key;

-- Drop index
DROP INDEX tessera_jobs.job_default_waiting_key;

-- Create index
CREATE UNIQUE INDEX job_default_unfinished ON tessera_jobs.job_default USING btree (name, singleton_key) WHERE ((state <= 'active'::tessera_jobs.job_state) AND (policy = 'standard'::text) AND (singleton_key IS NOT NULL));
