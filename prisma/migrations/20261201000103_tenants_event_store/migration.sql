ALTER TABLE "public"."events" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "public"."events" FORCE ROW LEVEL SECURITY;
CREATE POLICY "events_by_tenant" ON "public"."events"
  USING ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''))
  WITH CHECK ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''));
ALTER TABLE "public"."event_streams" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "public"."event_streams" FORCE ROW LEVEL SECURITY;
CREATE POLICY "event_streams_by_tenant" ON "public"."event_streams"
  USING ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''))
  WITH CHECK ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''));
ALTER TABLE "public"."event_snapshots" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "public"."event_snapshots" FORCE ROW LEVEL SECURITY;
CREATE POLICY "event_snapshots_by_tenant" ON "public"."event_snapshots"
  USING ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''))
  WITH CHECK ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''));
