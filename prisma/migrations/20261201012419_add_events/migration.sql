-- CreateEnum
CREATE TYPE "event_delivery_state" AS ENUM ('WAITING', 'DEAD');

-- CreateTable
CREATE TABLE "event_messages" (
    "id" TEXT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "position" BIGINT,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "tenantId" TEXT,
    "payload" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_sequencer" (
    "id" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,

    CONSTRAINT "event_sequencer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_subscribers" (
    "name" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_subscribers_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "event_deliveries" (
    "subscriberName" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "key" TEXT,
    "state" "event_delivery_state" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "failedAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_deliveries_pkey" PRIMARY KEY ("subscriberName","messageId")
);

-- CreateIndex
CREATE UNIQUE INDEX "event_messages_sequence_key" ON "event_messages"("sequence");

-- CreateIndex
CREATE UNIQUE INDEX "event_messages_position_key" ON "event_messages"("position");

-- CreateIndex
CREATE INDEX "event_messages_position_sequence_idx" ON "event_messages"("position", "sequence");

-- CreateIndex
CREATE INDEX "event_messages_name_position_idx" ON "event_messages"("name", "position");

-- CreateIndex
CREATE INDEX "event_messages_tenantId_position_idx" ON "event_messages"("tenantId", "position");

-- CreateIndex
CREATE INDEX "event_deliveries_messageId_idx" ON "event_deliveries"("messageId");

-- CreateIndex
CREATE INDEX "event_deliveries_subscriberName_state_position_idx" ON "event_deliveries"("subscriberName", "state", "position");

-- CreateIndex
CREATE INDEX "event_deliveries_subscriberName_key_position_idx" ON "event_deliveries"("subscriberName", "key", "position");

-- AddForeignKey
ALTER TABLE "event_messages" ADD CONSTRAINT "event_messages_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_deliveries" ADD CONSTRAINT "event_deliveries_subscriberName_fkey" FOREIGN KEY ("subscriberName") REFERENCES "event_subscribers"("name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_deliveries" ADD CONSTRAINT "event_deliveries_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "event_messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;
