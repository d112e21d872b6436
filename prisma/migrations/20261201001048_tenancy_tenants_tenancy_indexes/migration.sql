DROP INDEX IF EXISTS "public"."workspaces_id_by_tenant";
CREATE UNIQUE INDEX CONCURRENTLY "workspaces_id_by_tenant" ON "public"."workspaces" ("tenantId", "id");
