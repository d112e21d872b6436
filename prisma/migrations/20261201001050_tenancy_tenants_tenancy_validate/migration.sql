ALTER TABLE "public"."workspace_members" VALIDATE CONSTRAINT "workspace_members_workspaceId_by_tenant";
ALTER TABLE "public"."configs" VALIDATE CONSTRAINT "configs_workspaceId_by_tenant";
