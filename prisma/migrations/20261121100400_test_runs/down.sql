-- Reverses 20261121100400_test_runs. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 37d59af39582d25fdab7bcd5b68e26b8c6607750a84449f48a40bffcc680c9cb, text bb0281de9b4b3cc78f3bc7a96b1419d6fa39c5029f350f8a50ed0b0c64c05b73

-- DropForeignKey
ALTER TABLE "public"."_test_run_test_tags" DROP CONSTRAINT "_test_run_test_tags_A_fkey";

-- DropForeignKey
ALTER TABLE "public"."_test_run_test_tags" DROP CONSTRAINT "_test_run_test_tags_B_fkey";

-- DropForeignKey
ALTER TABLE "public"."test_run_executions" DROP CONSTRAINT "test_run_executions_organization_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."test_run_executions" DROP CONSTRAINT "test_run_executions_suite_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."test_run_results" DROP CONSTRAINT "test_run_results_execution_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."test_run_results" DROP CONSTRAINT "test_run_results_test_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."test_run_suites" DROP CONSTRAINT "test_run_suites_organization_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."test_run_suites" DROP CONSTRAINT "test_run_suites_parent_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."test_run_tags" DROP CONSTRAINT "test_run_tags_organization_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."test_run_tests" DROP CONSTRAINT "test_run_tests_suite_id_fkey";

-- DropTable
DROP TABLE "public"."_test_run_test_tags";

-- DropTable
DROP TABLE "public"."test_run_audit_log";

-- DropTable
DROP TABLE "public"."test_run_executions";

-- DropTable
DROP TABLE "public"."test_run_organizations";

-- DropTable
DROP TABLE "public"."test_run_results";

-- DropTable
DROP TABLE "public"."test_run_suites";

-- DropTable
DROP TABLE "public"."test_run_tags";

-- DropTable
DROP TABLE "public"."test_run_tests";

-- DropEnum
DROP TYPE "public"."test_run_audit_action";

-- DropEnum
DROP TYPE "public"."test_run_entity";

-- DropEnum
DROP TYPE "public"."test_run_outcome";

-- DropEnum
DROP TYPE "public"."test_run_status";

-- DropEnum
DROP TYPE "public"."test_run_test_type";
