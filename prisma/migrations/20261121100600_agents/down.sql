-- Reverses 20261121100600_agents. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 5f5c8de1bc5fbd418a4cded41bb660adf556a015c7f769b7bd7a8759c9987b9a, text 5c35448db3ef0ca62c61b04a6b03086f472626b94c93c223536b6fc2353b0589

-- DropForeignKey
ALTER TABLE "public"."agent_execution_log" DROP CONSTRAINT "agent_execution_log_execution_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."agent_execution_steps" DROP CONSTRAINT "agent_execution_steps_execution_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."agent_executions" DROP CONSTRAINT "agent_executions_agent_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."agent_user_agents" DROP CONSTRAINT "agent_user_agents_template_id_fkey";

-- DropTable
DROP TABLE "public"."agent_execution_log";

-- DropTable
DROP TABLE "public"."agent_execution_steps";

-- DropTable
DROP TABLE "public"."agent_executions";

-- DropTable
DROP TABLE "public"."agent_templates";

-- DropTable
DROP TABLE "public"."agent_user_agents";

-- DropEnum
DROP TYPE "public"."agent_execution_status";

-- DropEnum
DROP TYPE "public"."agent_log_level";

-- DropEnum
DROP TYPE "public"."agent_step_status";
