-- CreateEnum
CREATE TYPE "configuration_action" AS ENUM ('CREATED', 'UPDATED', 'DELETED', 'ROLLED_BACK');

-- CreateTable
CREATE TABLE "configuration_settings" (
    "id" UUID NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "environment" VARCHAR(50) NOT NULL DEFAULT 'all',
    "value" JSONB NOT NULL,
    "description" VARCHAR(1000),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_sensitive" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" VARCHAR(200) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "configuration_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "configuration_history" (
    "id" UUID NOT NULL,
    "setting_id" UUID NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "environment" VARCHAR(50) NOT NULL,
    "action" "configuration_action" NOT NULL,
    "old_value" JSONB,
    "new_value" JSONB,
    "is_sensitive" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "changed_by" VARCHAR(200) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "configuration_history_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "configuration_settings_environment_is_active_idx" ON "configuration_settings"("environment", "is_active");

-- CreateIndex
CREATE INDEX "configuration_settings_updated_at_id_idx" ON "configuration_settings"("updated_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "configuration_settings_key_environment_key" ON "configuration_settings"("key", "environment");

-- CreateIndex
CREATE INDEX "configuration_history_setting_id_changed_at_idx" ON "configuration_history"("setting_id", "changed_at");

-- CreateIndex
CREATE INDEX "configuration_history_key_environment_changed_at_idx" ON "configuration_history"("key", "environment", "changed_at");

-- CreateIndex
CREATE INDEX "configuration_history_changed_by_changed_at_idx" ON "configuration_history"("changed_by", "changed_at");

-- CreateIndex
CREATE INDEX "configuration_history_changed_at_id_idx" ON "configuration_history"("changed_at", "id");
