-- Longer indexes have taken their place.
DROP INDEX CONCURRENTLY IF EXISTS "events_tenantId_createdAt_idx";
DROP INDEX CONCURRENTLY IF EXISTS "events_tenantId_type_idx";
