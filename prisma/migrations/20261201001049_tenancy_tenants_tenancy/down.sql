-- Reverses 20261201001049_tenancy_tenants_tenancy. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 980592b3a73f9259c6182ec606c20aee1bb0d287154d2afddfa983538f9ba313, text df26162cb10851360197b9d72757e7d041f77ef7a1a89ed844addb233658dd32

-- Drop policy
DROP POLICY configs_by_tenant ON public.configs;

-- Drop policy
DROP POLICY tenant_limits_by_tenant ON public.tenant_limits;

-- Drop policy
DROP POLICY tenants_by_tenant ON public.tenants;

-- Drop policy
DROP POLICY workspace_members_by_tenant ON public.workspace_members;

-- Drop policy
DROP POLICY workspaces_by_tenant ON public.workspaces;

-- Drop row security
ALTER TABLE public.configs DISABLE ROW LEVEL SECURITY; ALTER TABLE public.configs NO FORCE ROW LEVEL SECURITY;

-- Drop row security
ALTER TABLE public.tenant_limits DISABLE ROW LEVEL SECURITY; ALTER TABLE public.tenant_limits NO FORCE ROW LEVEL SECURITY;

-- Drop row security
ALTER TABLE public.tenants DISABLE ROW LEVEL SECURITY; ALTER TABLE public.tenants NO FORCE ROW LEVEL SECURITY;

-- Drop row security
ALTER TABLE public.workspace_members DISABLE ROW LEVEL SECURITY; ALTER TABLE public.workspace_members NO FORCE ROW LEVEL SECURITY;

-- Drop row security
ALTER TABLE public.workspaces DISABLE ROW LEVEL SECURITY; ALTER TABLE public.workspaces NO FORCE ROW LEVEL SECURITY;

-- Drop constraint
ALTER TABLE public.configs DROP CONSTRAINT "configs_workspaceId_by_tenant";

-- Drop constraint
ALTER TABLE public.workspace_members DROP CONSTRAINT "workspace_members_workspaceId_by_tenant";
