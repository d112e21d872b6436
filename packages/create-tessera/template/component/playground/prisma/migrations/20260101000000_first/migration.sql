-- CreateTable
CREATE TABLE "{{table}}_items" (
    "id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "{{table}}_items_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "{{table}}_items_created_at_id_idx" ON "{{table}}_items"("created_at", "id");
