-- Events written so far were only checked against tenants by the application: a tenant may have been deleted since.
-- No event is lost for that. First the key, for new rows only: from here on no tenant with events can go, and nothing
-- is checked yet.
-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;

-- Deleted tenants of events come back under their ids, suspended: they can be read, and not written for.
INSERT INTO "tenants" ("id", "slug", "name", "status", "suspendedAt", "createdAt", "updatedAt")
SELECT "tenantId", 'deleted-' || "tenantId", 'Deleted tenant', 'SUSPENDED', CURRENT_TIMESTAMP, min("createdAt"), CURRENT_TIMESTAMP
FROM "events"
WHERE NOT EXISTS (SELECT FROM "tenants" WHERE "tenants"."id" = "events"."tenantId")
GROUP BY "tenantId";

-- Now the rows that were there. Fails on none.
ALTER TABLE "events" VALIDATE CONSTRAINT "events_tenantId_fkey";
