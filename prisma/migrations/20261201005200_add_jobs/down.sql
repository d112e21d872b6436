-- Reverses 20261201005200_add_jobs. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 3bce9711eaf92a3282328c3c53fb4fdfc6ecc40b33a83fb2db51fcfa7fd4db91, text 7d25044bf51b06cddd7bb5c642db19f0b1da0d17b6997d906f6bc2c8727ca578

-- Drop table
DROP TABLE public.job_pauses;

-- Drop table
DROP TABLE public.job_progress;

-- Drop table
DROP TABLE public.job_schedules;

-- Drop table
DROP TABLE public.job_workers;
