-- Reverses 20261130235700_event_store_indexes. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql ca05a3ea94e5f8257e1ed87233f52d766935dd897f339a31d3b6c11a354eeb7d, text b705516a45f47d164a508f9a0c3bee2b85074e8c03e265da1da5f94c02a676a4

-- Drop index
DROP INDEX public."events_tenantId_aggregateType_position_idx";

-- Drop index
DROP INDEX public."events_tenantId_createdAt_position_idx";

-- Drop index
DROP INDEX public."events_tenantId_id_key";

-- Drop index
DROP INDEX public."events_tenantId_type_position_idx";
