-- CreateTable
CREATE TABLE "job_progress" (
    "jobId" UUID NOT NULL,
    "percent" DOUBLE PRECISION NOT NULL,
    "note" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_progress_pkey" PRIMARY KEY ("jobId")
);

-- CreateTable
CREATE TABLE "job_pauses" (
    "queue" TEXT NOT NULL,
    "pausedBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_pauses_pkey" PRIMARY KEY ("queue")
);

-- CreateTable
CREATE TABLE "job_schedules" (
    "queue" TEXT NOT NULL,
    "cron" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "lastSlot" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_schedules_pkey" PRIMARY KEY ("queue")
);

-- CreateTable
CREATE TABLE "job_workers" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "running" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_workers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "job_progress_updatedAt_idx" ON "job_progress"("updatedAt");

-- CreateIndex
CREATE INDEX "job_workers_seenAt_idx" ON "job_workers"("seenAt");
