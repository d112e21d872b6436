-- Built while events are written. Interrupted, it can be run again.
DROP INDEX CONCURRENTLY IF EXISTS "events_tenantId_id_key";
CREATE UNIQUE INDEX CONCURRENTLY "events_tenantId_id_key" ON "events"("tenantId", "id");

DROP INDEX CONCURRENTLY IF EXISTS "events_tenantId_type_position_idx";
CREATE INDEX CONCURRENTLY "events_tenantId_type_position_idx" ON "events"("tenantId", "type", "position");

DROP INDEX CONCURRENTLY IF EXISTS "events_tenantId_aggregateType_position_idx";
CREATE INDEX CONCURRENTLY "events_tenantId_aggregateType_position_idx" ON "events"("tenantId", "aggregateType", "position");

DROP INDEX CONCURRENTLY IF EXISTS "events_tenantId_createdAt_position_idx";
CREATE INDEX CONCURRENTLY "events_tenantId_createdAt_position_idx" ON "events"("tenantId", "createdAt", "position");
