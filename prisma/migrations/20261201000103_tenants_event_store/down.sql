-- Reverses 20261201000103_tenants_event_store. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 8bbde10a36f6ab2eca951a02ecdd9c9342ff130f35b8d1b7630057e5483dc342, text f1707066cd013570da79a44834c2946a869cadbde6a6103bded3caa00fd71be4

-- Drop policy
DROP POLICY event_snapshots_by_tenant ON public.event_snapshots;

-- Drop policy
DROP POLICY event_streams_by_tenant ON public.event_streams;

-- Drop policy
DROP POLICY events_by_tenant ON public.events;

-- Drop row security
ALTER TABLE public.event_snapshots DISABLE ROW LEVEL SECURITY; ALTER TABLE public.event_snapshots NO FORCE ROW LEVEL SECURITY;

-- Drop row security
ALTER TABLE public.event_streams DISABLE ROW LEVEL SECURITY; ALTER TABLE public.event_streams NO FORCE ROW LEVEL SECURITY;

-- Drop row security
ALTER TABLE public.events DISABLE ROW LEVEL SECURITY; ALTER TABLE public.events NO FORCE ROW LEVEL SECURITY;
