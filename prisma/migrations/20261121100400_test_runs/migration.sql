-- CreateEnum
CREATE TYPE "test_run_test_type" AS ENUM ('SMOKE', 'REGRESSION', 'PERFORMANCE', 'SECURITY');

-- CreateEnum
CREATE TYPE "test_run_status" AS ENUM ('PENDING', 'RUNNING', 'PASSED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "test_run_outcome" AS ENUM ('PASSED', 'FAILED', 'SKIPPED');

-- CreateEnum
CREATE TYPE "test_run_audit_action" AS ENUM ('CREATED', 'UPDATED', 'MOVED', 'DELETED', 'STARTED', 'FINISHED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "test_run_entity" AS ENUM ('ORGANIZATION', 'SUITE', 'TEST', 'TAG', 'EXECUTION', 'RESULT');

-- CreateTable
CREATE TABLE "test_run_organizations" (
    "id" UUID NOT NULL,
    "slug" VARCHAR(63) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_run_organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_run_suites" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "parent_id" UUID,
    "name" VARCHAR(255) NOT NULL,
    "description" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_run_suites_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_run_tests" (
    "id" UUID NOT NULL,
    "suite_id" UUID NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "description" TEXT,
    "type" "test_run_test_type" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_run_tests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_run_tags" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" VARCHAR(63) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "test_run_tags_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_run_executions" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "suite_id" UUID,
    "name" VARCHAR(255),
    "status" "test_run_status" NOT NULL DEFAULT 'PENDING',
    "triggered_by" VARCHAR(200) NOT NULL,
    "configuration" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_run_executions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_run_results" (
    "id" UUID NOT NULL,
    "execution_id" UUID NOT NULL,
    "test_id" UUID NOT NULL,
    "outcome" "test_run_outcome" NOT NULL,
    "duration_ms" INTEGER,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_run_results_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_run_audit_log" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "action" "test_run_audit_action" NOT NULL,
    "entity" "test_run_entity" NOT NULL,
    "entity_id" UUID NOT NULL,
    "actor" VARCHAR(200) NOT NULL,
    "changes" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "test_run_audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "_test_run_test_tags" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_test_run_test_tags_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE UNIQUE INDEX "test_run_organizations_slug_key" ON "test_run_organizations"("slug");

-- CreateIndex
CREATE INDEX "test_run_organizations_created_at_id_idx" ON "test_run_organizations"("created_at", "id");

-- CreateIndex
CREATE INDEX "test_run_suites_parent_id_idx" ON "test_run_suites"("parent_id");

-- CreateIndex
CREATE INDEX "test_run_suites_organization_id_created_at_idx" ON "test_run_suites"("organization_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "test_run_suites_organization_id_parent_id_name_key" ON "test_run_suites"("organization_id", "parent_id", "name");

-- CreateIndex
CREATE INDEX "test_run_tests_type_created_at_idx" ON "test_run_tests"("type", "created_at");

-- CreateIndex
CREATE INDEX "test_run_tests_created_at_id_idx" ON "test_run_tests"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "test_run_tests_suite_id_name_key" ON "test_run_tests"("suite_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "test_run_tags_organization_id_name_key" ON "test_run_tags"("organization_id", "name");

-- CreateIndex
CREATE INDEX "test_run_executions_organization_id_status_created_at_idx" ON "test_run_executions"("organization_id", "status", "created_at");

-- CreateIndex
CREATE INDEX "test_run_executions_suite_id_created_at_idx" ON "test_run_executions"("suite_id", "created_at");

-- CreateIndex
CREATE INDEX "test_run_executions_created_at_id_idx" ON "test_run_executions"("created_at", "id");

-- CreateIndex
CREATE INDEX "test_run_results_test_id_created_at_idx" ON "test_run_results"("test_id", "created_at");

-- CreateIndex
CREATE INDEX "test_run_results_outcome_created_at_idx" ON "test_run_results"("outcome", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "test_run_results_execution_id_test_id_key" ON "test_run_results"("execution_id", "test_id");

-- CreateIndex
CREATE INDEX "test_run_audit_log_organization_id_created_at_idx" ON "test_run_audit_log"("organization_id", "created_at");

-- CreateIndex
CREATE INDEX "test_run_audit_log_entity_entity_id_created_at_idx" ON "test_run_audit_log"("entity", "entity_id", "created_at");

-- CreateIndex
CREATE INDEX "test_run_audit_log_actor_created_at_idx" ON "test_run_audit_log"("actor", "created_at");

-- CreateIndex
CREATE INDEX "test_run_audit_log_created_at_id_idx" ON "test_run_audit_log"("created_at", "id");

-- CreateIndex
CREATE INDEX "_test_run_test_tags_B_index" ON "_test_run_test_tags"("B");

-- AddForeignKey
ALTER TABLE "test_run_suites" ADD CONSTRAINT "test_run_suites_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "test_run_organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_run_suites" ADD CONSTRAINT "test_run_suites_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "test_run_suites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_run_tests" ADD CONSTRAINT "test_run_tests_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "test_run_suites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_run_tags" ADD CONSTRAINT "test_run_tags_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "test_run_organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_run_executions" ADD CONSTRAINT "test_run_executions_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "test_run_organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_run_executions" ADD CONSTRAINT "test_run_executions_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "test_run_suites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_run_results" ADD CONSTRAINT "test_run_results_execution_id_fkey" FOREIGN KEY ("execution_id") REFERENCES "test_run_executions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_run_results" ADD CONSTRAINT "test_run_results_test_id_fkey" FOREIGN KEY ("test_id") REFERENCES "test_run_tests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_test_run_test_tags" ADD CONSTRAINT "_test_run_test_tags_A_fkey" FOREIGN KEY ("A") REFERENCES "test_run_tags"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_test_run_test_tags" ADD CONSTRAINT "_test_run_test_tags_B_fkey" FOREIGN KEY ("B") REFERENCES "test_run_tests"("id") ON DELETE CASCADE ON UPDATE CASCADE;
