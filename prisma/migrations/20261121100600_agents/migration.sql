-- CreateEnum
CREATE TYPE "agent_execution_status" AS ENUM ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "agent_step_status" AS ENUM ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'SKIPPED');

-- CreateEnum
CREATE TYPE "agent_log_level" AS ENUM ('DEBUG', 'INFO', 'WARN', 'ERROR');

-- CreateTable
CREATE TABLE "agent_templates" (
    "id" UUID NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "role" VARCHAR(255),
    "purpose" TEXT,
    "icon" VARCHAR(100),
    "category" VARCHAR(100),
    "required_integrations" TEXT[],
    "capabilities" TEXT[],
    "default_workflow" JSONB NOT NULL DEFAULT '[]',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "usage_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agent_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_user_agents" (
    "id" UUID NOT NULL,
    "user_id" VARCHAR(200) NOT NULL,
    "template_id" UUID,
    "name" VARCHAR(255) NOT NULL,
    "description" TEXT,
    "icon" VARCHAR(100),
    "category" VARCHAR(100),
    "goal" TEXT,
    "required_integrations" TEXT[],
    "steps" JSONB NOT NULL DEFAULT '[]',
    "config" JSONB NOT NULL DEFAULT '{}',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_favorite" BOOLEAN NOT NULL DEFAULT false,
    "last_used" TIMESTAMPTZ(3),
    "execution_count" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agent_user_agents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_executions" (
    "id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "status" "agent_execution_status" NOT NULL DEFAULT 'PENDING',
    "input" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agent_executions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_execution_steps" (
    "id" UUID NOT NULL,
    "execution_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "action" VARCHAR(100) NOT NULL,
    "input" JSONB NOT NULL DEFAULT '{}',
    "status" "agent_step_status" NOT NULL DEFAULT 'PENDING',
    "output" JSONB,
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "agent_execution_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_execution_log" (
    "id" UUID NOT NULL,
    "execution_id" UUID NOT NULL,
    "level" "agent_log_level" NOT NULL DEFAULT 'INFO',
    "message" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_execution_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "agent_templates_name_key" ON "agent_templates"("name");

-- CreateIndex
CREATE INDEX "agent_templates_category_is_active_idx" ON "agent_templates"("category", "is_active");

-- CreateIndex
CREATE INDEX "agent_templates_created_at_id_idx" ON "agent_templates"("created_at", "id");

-- CreateIndex
CREATE INDEX "agent_user_agents_user_id_is_active_created_at_idx" ON "agent_user_agents"("user_id", "is_active", "created_at");

-- CreateIndex
CREATE INDEX "agent_user_agents_template_id_idx" ON "agent_user_agents"("template_id");

-- CreateIndex
CREATE INDEX "agent_user_agents_created_at_id_idx" ON "agent_user_agents"("created_at", "id");

-- CreateIndex
CREATE INDEX "agent_executions_agent_id_created_at_idx" ON "agent_executions"("agent_id", "created_at");

-- CreateIndex
CREATE INDEX "agent_executions_status_created_at_idx" ON "agent_executions"("status", "created_at");

-- CreateIndex
CREATE INDEX "agent_executions_created_at_id_idx" ON "agent_executions"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "agent_execution_steps_execution_id_position_key" ON "agent_execution_steps"("execution_id", "position");

-- CreateIndex
CREATE INDEX "agent_execution_log_execution_id_created_at_idx" ON "agent_execution_log"("execution_id", "created_at");

-- AddForeignKey
ALTER TABLE "agent_user_agents" ADD CONSTRAINT "agent_user_agents_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "agent_templates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_executions" ADD CONSTRAINT "agent_executions_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agent_user_agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_execution_steps" ADD CONSTRAINT "agent_execution_steps_execution_id_fkey" FOREIGN KEY ("execution_id") REFERENCES "agent_executions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_execution_log" ADD CONSTRAINT "agent_execution_log_execution_id_fkey" FOREIGN KEY ("execution_id") REFERENCES "agent_executions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
