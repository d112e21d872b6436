-- Reverses 20261130235800_event_store_complete. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql b9bc6d0d1bc67fe900e3ec45e24bcd468ca48bb846b30e949310e21b0d0458fc, text 5a332cfb6ffe4282ce6b31652907a86d1897ff77294f51963af6a7f3f52ba6b4

-- Drop constraint
ALTER TABLE public.event_snapshots DROP CONSTRAINT "event_snapshots_tenantId_aggregateType_aggregateId_fkey";

-- Drop constraint
ALTER TABLE public.events DROP CONSTRAINT events_pkey;

-- Drop table
DROP TABLE public.event_heads;

-- Drop table
DROP TABLE public.event_projections;

-- Drop table
DROP TABLE public.event_snapshots;

-- Drop table
DROP TABLE public.event_streams;

-- Create constraint
ALTER TABLE public.events ADD CONSTRAINT events_pkey PRIMARY KEY (id);

-- Create index
CREATE UNIQUE INDEX "events_tenantId_id_key" ON public.events USING btree ("tenantId", id);
