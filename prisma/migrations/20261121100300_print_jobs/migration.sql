-- CreateEnum
CREATE TYPE "print_kind" AS ENUM ('PAPER', 'FDM', 'RESIN', 'LASER');

-- CreateEnum
CREATE TYPE "print_paper_size" AS ENUM ('A3', 'A4', 'A5', 'LETTER', 'LEGAL');

-- CreateEnum
CREATE TYPE "print_device_status" AS ENUM ('READY', 'PAUSED', 'OFFLINE', 'ERROR');

-- CreateEnum
CREATE TYPE "print_job_state" AS ENUM ('QUEUED', 'ASSIGNED', 'PRINTING', 'DONE', 'FAILED', 'CANCELLED');

-- CreateTable
CREATE TABLE "print_users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "print_users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "print_files" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "checksum" CHAR(64) NOT NULL,
    "storage_ref" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "print_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "print_devices" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "print_kind" NOT NULL,
    "location" TEXT,
    "status" "print_device_status" NOT NULL DEFAULT 'OFFLINE',
    "status_message" TEXT,
    "status_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "color" BOOLEAN NOT NULL DEFAULT false,
    "duplex" BOOLEAN NOT NULL DEFAULT false,
    "paper_sizes" "print_paper_size"[],
    "materials" TEXT[],
    "width_mm" INTEGER,
    "depth_mm" INTEGER,
    "height_mm" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "print_devices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "print_jobs" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "device_id" UUID,
    "kind" "print_kind" NOT NULL,
    "state" "print_job_state" NOT NULL DEFAULT 'QUEUED',
    "priority" INTEGER NOT NULL DEFAULT 50,
    "copies" INTEGER NOT NULL DEFAULT 1,
    "color" BOOLEAN NOT NULL DEFAULT false,
    "duplex" BOOLEAN NOT NULL DEFAULT false,
    "paper_size" "print_paper_size",
    "material" TEXT,
    "width_mm" INTEGER,
    "depth_mm" INTEGER,
    "height_mm" INTEGER,
    "failure_reason" TEXT,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "assigned_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "print_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "print_job_history" (
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "from_state" "print_job_state",
    "to_state" "print_job_state" NOT NULL,
    "device_id" UUID,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "print_job_history_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "print_users_email_key" ON "print_users"("email");

-- CreateIndex
CREATE INDEX "print_users_created_at_idx" ON "print_users"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "print_files_storage_ref_key" ON "print_files"("storage_ref");

-- CreateIndex
CREATE INDEX "print_files_owner_id_created_at_idx" ON "print_files"("owner_id", "created_at");

-- CreateIndex
CREATE INDEX "print_files_checksum_idx" ON "print_files"("checksum");

-- CreateIndex
CREATE UNIQUE INDEX "print_devices_name_key" ON "print_devices"("name");

-- CreateIndex
CREATE INDEX "print_devices_kind_status_idx" ON "print_devices"("kind", "status");

-- CreateIndex
CREATE INDEX "print_devices_created_at_idx" ON "print_devices"("created_at");

-- CreateIndex
CREATE INDEX "print_jobs_state_priority_queued_at_idx" ON "print_jobs"("state", "priority" DESC, "queued_at");

-- CreateIndex
CREATE INDEX "print_jobs_user_id_created_at_idx" ON "print_jobs"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "print_jobs_device_id_state_idx" ON "print_jobs"("device_id", "state");

-- CreateIndex
CREATE INDEX "print_jobs_file_id_idx" ON "print_jobs"("file_id");

-- CreateIndex
CREATE INDEX "print_jobs_created_at_idx" ON "print_jobs"("created_at");

-- CreateIndex
CREATE INDEX "print_job_history_job_id_created_at_idx" ON "print_job_history"("job_id", "created_at");

-- AddForeignKey
ALTER TABLE "print_files" ADD CONSTRAINT "print_files_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "print_users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "print_jobs" ADD CONSTRAINT "print_jobs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "print_users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "print_jobs" ADD CONSTRAINT "print_jobs_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "print_files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "print_jobs" ADD CONSTRAINT "print_jobs_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "print_devices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "print_job_history" ADD CONSTRAINT "print_job_history_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "print_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
