-- An id is unique within its tenant: that another tenant has taken one must not be told by a conflict.
-- The index is there; this takes a moment.
-- AlterTable
ALTER TABLE "events" DROP CONSTRAINT "events_pkey",
ADD CONSTRAINT "events_pkey" PRIMARY KEY USING INDEX "events_tenantId_id_key";

-- CreateTable
CREATE TABLE "event_streams" (
    "tenantId" TEXT NOT NULL,
    "aggregateType" TEXT NOT NULL,
    "aggregateId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "metadata" JSONB,
    "endedAt" TIMESTAMPTZ(3),
    "firstEventAt" TIMESTAMPTZ(3) NOT NULL,
    "lastEventAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_streams_pkey" PRIMARY KEY ("tenantId","aggregateType","aggregateId")
);

-- CreateTable
CREATE TABLE "event_snapshots" (
    "tenantId" TEXT NOT NULL,
    "aggregateType" TEXT NOT NULL,
    "aggregateId" TEXT NOT NULL,
    "schemaVersion" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_snapshots_pkey" PRIMARY KEY ("tenantId","aggregateType","aggregateId","schemaVersion","version")
);

-- CreateTable
CREATE TABLE "event_heads" (
    "tenantId" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_heads_pkey" PRIMARY KEY ("tenantId")
);

-- CreateTable
CREATE TABLE "event_projections" (
    "name" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "position" BIGINT NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failedPosition" BIGINT,
    "failedAt" TIMESTAMPTZ(3),
    "error" TEXT,
    "retryAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_projections_pkey" PRIMARY KEY ("name","tenantId")
);

-- CreateIndex
CREATE INDEX "event_projections_tenantId_idx" ON "event_projections"("tenantId");

-- AddForeignKey
ALTER TABLE "event_streams" ADD CONSTRAINT "event_streams_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_snapshots" ADD CONSTRAINT "event_snapshots_tenantId_aggregateType_aggregateId_fkey" FOREIGN KEY ("tenantId", "aggregateType", "aggregateId") REFERENCES "event_streams"("tenantId", "aggregateType", "aggregateId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_heads" ADD CONSTRAINT "event_heads_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_projections" ADD CONSTRAINT "event_projections_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The streams and logs that are there.
INSERT INTO "event_streams" ("tenantId", "aggregateType", "aggregateId", "version", "firstEventAt", "lastEventAt")
SELECT "tenantId", "aggregateType", "aggregateId", max("version"), min("createdAt"), max("createdAt")
FROM "events"
GROUP BY "tenantId", "aggregateType", "aggregateId";

INSERT INTO "event_heads" ("tenantId", "position", "updatedAt")
SELECT "tenantId", max("position"), max("createdAt")
FROM "events"
GROUP BY "tenantId";
