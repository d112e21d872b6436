-- Reverses 20261130235900_event_store_old_indexes. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql baddc8b4ea7c92b6a66dffeb547dc897c8ae35160fa4c83b47641633c292f78d, text 9e7df822085781cc18be72e40bcade9b0560e16403ba9e129829142f2ab05383

-- Create index
CREATE INDEX "events_tenantId_createdAt_idx" ON public.events USING btree ("tenantId", "createdAt");

-- Create index
CREATE INDEX "events_tenantId_type_idx" ON public.events USING btree ("tenantId", type);
