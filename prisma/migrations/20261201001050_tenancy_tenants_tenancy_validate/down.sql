-- Reverses 20261201001050_tenancy_tenants_tenancy_validate. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 95ff1dd0047867341e3123d8687ae592fe28f355369263a4a01d08fd452c47b6, text 29567c599a0d179cdeb7785950e96adbe8947ec00e710c18b01fae9992075357

-- Drop constraint
ALTER TABLE public.configs DROP CONSTRAINT "configs_workspaceId_by_tenant";

-- Drop constraint
ALTER TABLE public.workspace_members DROP CONSTRAINT "workspace_members_workspaceId_by_tenant";

-- Create constraint
ALTER TABLE public.configs ADD CONSTRAINT "configs_workspaceId_by_tenant" FOREIGN KEY ("tenantId", "workspaceId") REFERENCES workspaces("tenantId", id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;

-- Create constraint
ALTER TABLE public.workspace_members ADD CONSTRAINT "workspace_members_workspaceId_by_tenant" FOREIGN KEY ("tenantId", "workspaceId") REFERENCES workspaces("tenantId", id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
