ALTER TABLE "public"."tenants" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "public"."tenants" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenants_by_tenant" ON "public"."tenants"
  USING ("id" = NULLIF(current_setting('app.tenant_id', true), ''))
  WITH CHECK ("id" = NULLIF(current_setting('app.tenant_id', true), ''));
ALTER TABLE "public"."workspaces" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "public"."workspaces" FORCE ROW LEVEL SECURITY;
CREATE POLICY "workspaces_by_tenant" ON "public"."workspaces"
  USING ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''))
  WITH CHECK ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''));
ALTER TABLE "public"."workspace_members" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "public"."workspace_members" FORCE ROW LEVEL SECURITY;
CREATE POLICY "workspace_members_by_tenant" ON "public"."workspace_members"
  USING ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''))
  WITH CHECK ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''));
ALTER TABLE "public"."configs" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "public"."configs" FORCE ROW LEVEL SECURITY;
CREATE POLICY "configs_by_tenant" ON "public"."configs"
  USING ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''))
  WITH CHECK ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''));
ALTER TABLE "public"."tenant_limits" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "public"."tenant_limits" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_limits_by_tenant" ON "public"."tenant_limits"
  USING ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''))
  WITH CHECK ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''));
ALTER TABLE "public"."workspace_members" ADD CONSTRAINT "workspace_members_workspaceId_by_tenant"
  FOREIGN KEY ("tenantId", "workspaceId") REFERENCES "public"."workspaces" ("tenantId", "id")
  ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
ALTER TABLE "public"."configs" ADD CONSTRAINT "configs_workspaceId_by_tenant"
  FOREIGN KEY ("tenantId", "workspaceId") REFERENCES "public"."workspaces" ("tenantId", "id")
  ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
