-- Reverses 20261121100300_print_jobs. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 87efd9344ed8c28e420892439aaa1d70ace1d236da4dbe3232a023a59ce58965, text 06eb21ee5ac90840d09c232f5d098a62692ebba9f22ce6cbe6cadf9b3d4697ab

-- DropForeignKey
ALTER TABLE "public"."print_files" DROP CONSTRAINT "print_files_owner_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."print_job_history" DROP CONSTRAINT "print_job_history_job_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."print_jobs" DROP CONSTRAINT "print_jobs_device_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."print_jobs" DROP CONSTRAINT "print_jobs_file_id_fkey";

-- DropForeignKey
ALTER TABLE "public"."print_jobs" DROP CONSTRAINT "print_jobs_user_id_fkey";

-- DropTable
DROP TABLE "public"."print_devices";

-- DropTable
DROP TABLE "public"."print_files";

-- DropTable
DROP TABLE "public"."print_job_history";

-- DropTable
DROP TABLE "public"."print_jobs";

-- DropTable
DROP TABLE "public"."print_users";

-- DropEnum
DROP TYPE "public"."print_device_status";

-- DropEnum
DROP TYPE "public"."print_job_state";

-- DropEnum
DROP TYPE "public"."print_kind";

-- DropEnum
DROP TYPE "public"."print_paper_size";
