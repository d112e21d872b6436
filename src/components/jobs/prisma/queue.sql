-- The queue: what pg-boss 10.4.2 (schema 24) makes in a schema of its own. A test compares it with what the library makes.

CREATE SCHEMA tessera_jobs;

CREATE TYPE tessera_jobs.job_state AS ENUM (
      'created',
      'retry',
      'active',
      'completed',
      'cancelled',
      'failed'
);

CREATE TABLE tessera_jobs.version (
      version int primary key,
      maintained_on timestamp with time zone,
      cron_on timestamp with time zone,
      monitored_on timestamp with time zone
);

CREATE TABLE tessera_jobs.queue (
      name text,
      policy text,
      retry_limit int,
      retry_delay int,
      retry_backoff bool,
      expire_seconds int,
      retention_minutes int,
      dead_letter text REFERENCES tessera_jobs.queue (name),
      partition_name text,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY (name)
);

CREATE TABLE tessera_jobs.schedule (
      name text REFERENCES tessera_jobs.queue ON DELETE CASCADE,
      cron text not null,
      timezone text,
      data jsonb,
      options jsonb,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY (name)
);

CREATE TABLE tessera_jobs.subscription (
      event text not null,
      name text not null REFERENCES tessera_jobs.queue ON DELETE CASCADE,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY(event, name)
);

CREATE TABLE tessera_jobs.job (
      id uuid not null default gen_random_uuid(),
      name text not null,
      priority integer not null default(0),
      data jsonb,
      state tessera_jobs.job_state not null default('created'),
      retry_limit integer not null default(2),
      retry_count integer not null default(0),
      retry_delay integer not null default(0),
      retry_backoff boolean not null default false,
      start_after timestamp with time zone not null default now(),
      started_on timestamp with time zone,
      singleton_key text,
      singleton_on timestamp without time zone,
      expire_in interval not null default interval '15 minutes',
      created_on timestamp with time zone not null default now(),
      completed_on timestamp with time zone,
      keep_until timestamp with time zone NOT NULL default now() + interval '14 days',
      output jsonb,
      dead_letter text,
      policy text
) PARTITION BY LIST (name);
ALTER TABLE tessera_jobs.job ADD PRIMARY KEY (name, id);
CREATE TABLE tessera_jobs.archive (LIKE tessera_jobs.job);
ALTER TABLE tessera_jobs.archive ADD PRIMARY KEY (name, id);
ALTER TABLE tessera_jobs.archive ADD archived_on timestamptz NOT NULL DEFAULT now();
CREATE INDEX archive_i1 ON tessera_jobs.archive(archived_on);

CREATE FUNCTION tessera_jobs.create_queue(queue_name text, options json)
RETURNS VOID AS
$$
DECLARE
      table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
      queue_created_on timestamptz;
BEGIN

      WITH q as (
      INSERT INTO tessera_jobs.queue (
        name,
        policy,
        retry_limit,
        retry_delay,
        retry_backoff,
        expire_seconds,
        retention_minutes,
        dead_letter,
        partition_name
      )
      VALUES (
        queue_name,
        options->>'policy',
        (options->>'retryLimit')::int,
        (options->>'retryDelay')::int,
        (options->>'retryBackoff')::bool,
        (options->>'expireInSeconds')::int,
        (options->>'retentionMinutes')::int,
        options->>'deadLetter',
        table_name
      )
      ON CONFLICT DO NOTHING
      RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;

      IF queue_created_on IS NULL THEN
        RETURN;
      END IF;

      EXECUTE format('CREATE TABLE tessera_jobs.%I (LIKE tessera_jobs.job INCLUDING DEFAULTS)', table_name);

      EXECUTE format('ALTER TABLE tessera_jobs.%1$I ADD PRIMARY KEY (name, id)', table_name);
      EXECUTE format('ALTER TABLE tessera_jobs.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES tessera_jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('ALTER TABLE tessera_jobs.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES tessera_jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON tessera_jobs.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON tessera_jobs.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON tessera_jobs.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON tessera_jobs.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
      EXECUTE format('CREATE INDEX %1$s_i5 ON tessera_jobs.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);

      EXECUTE format('ALTER TABLE tessera_jobs.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
      EXECUTE format('ALTER TABLE tessera_jobs.job ATTACH PARTITION tessera_jobs.%I FOR VALUES IN (%L)', table_name, queue_name);
END;
$$
LANGUAGE plpgsql;;

CREATE FUNCTION tessera_jobs.delete_queue(queue_name text)
RETURNS VOID AS
$$
DECLARE
      table_name varchar;
BEGIN
      WITH deleted as (
        DELETE FROM tessera_jobs.queue
        WHERE name = queue_name
        RETURNING partition_name
      )
      SELECT partition_name from deleted INTO table_name;

      EXECUTE format('DROP TABLE IF EXISTS tessera_jobs.%I', table_name);
END;
$$
LANGUAGE plpgsql;;
INSERT INTO tessera_jobs.version(version) VALUES ('24');

-- Not of the library: one partition for all queues, so that a queue is a row and never a table made while the application
-- runs. It has the keys and indexes of the library's partitions.
CREATE TABLE tessera_jobs.job_default PARTITION OF tessera_jobs.job DEFAULT;

ALTER TABLE tessera_jobs.job_default ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES tessera_jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE tessera_jobs.job_default ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES tessera_jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

CREATE UNIQUE INDEX job_default_i1 ON tessera_jobs.job_default (name, COALESCE(singleton_key, '')) WHERE state = 'created' AND policy = 'short';

CREATE UNIQUE INDEX job_default_i2 ON tessera_jobs.job_default (name, COALESCE(singleton_key, '')) WHERE state = 'active' AND policy = 'singleton';

CREATE UNIQUE INDEX job_default_i3 ON tessera_jobs.job_default (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately';

CREATE UNIQUE INDEX job_default_i4 ON tessera_jobs.job_default (name, singleton_on, COALESCE(singleton_key, '')) WHERE state <> 'cancelled' AND singleton_on IS NOT NULL;

CREATE INDEX job_default_i5 ON tessera_jobs.job_default (name, start_after) INCLUDE (priority, created_on, id) WHERE state < 'active';

-- One job of a key until it has ended, for queues that ask for that.
CREATE UNIQUE INDEX job_default_unfinished ON tessera_jobs.job_default (name, singleton_key) WHERE state <= 'active' AND policy = 'standard' AND singleton_key IS NOT NULL;

-- The next job of a queue, however many wait.
CREATE INDEX job_default_next ON tessera_jobs.job_default (name, priority DESC, created_on, id) WHERE state < 'active';

-- What is under way: limits, leases, and those that lost their worker.
CREATE INDEX job_default_active ON tessera_jobs.job_default (name) WHERE state = 'active';

-- Wakes the workers when the transaction that made jobs is committed. Equal notifications of one transaction are one.
CREATE FUNCTION tessera_jobs.notify_workers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tessera_jobs', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER notify_workers AFTER INSERT ON tessera_jobs.job FOR EACH STATEMENT EXECUTE FUNCTION tessera_jobs.notify_workers();

-- Each job leaves several dead rows: the defaults would let them pile up to a fifth of the table.
ALTER TABLE tessera_jobs.job_default SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

-- The application may use of this schema what it may use by default of the schema of the other tables.
DO $$
DECLARE
  app record;
BEGIN
  FOR app IN
    SELECT DISTINCT a.grantee::regrole AS role
    FROM pg_default_acl d
    JOIN pg_namespace n ON n.oid = d.defaclnamespace AND n.nspname = current_schema()
    CROSS JOIN LATERAL aclexplode(d.defaclacl) a
    WHERE d.defaclrole = current_user::regrole AND d.defaclobjtype = 'r' AND a.grantee <> 0
  LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA tessera_jobs TO %s', app.role);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA tessera_jobs TO %s', app.role);
  END LOOP;
END
$$;

-- Only jobs with a key are in the index that keeps it unique. What a key is unique among is the policy of its queue.
CREATE UNIQUE INDEX job_default_waiting_key ON tessera_jobs.job_default (name, singleton_key) WHERE state = 'created' AND policy = 'waiting' AND singleton_key IS NOT NULL;

CREATE UNIQUE INDEX job_default_unfinished_key ON tessera_jobs.job_default (name, singleton_key) WHERE state <= 'active' AND policy = 'unfinished' AND singleton_key IS NOT NULL;

DROP INDEX tessera_jobs.job_default_unfinished;
