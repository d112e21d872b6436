-- Reverses 20261121100100_tenancy. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql f83365105c4986486e5d01ee014aad1c099b2292c52b3654d8ab367cfbc8f79e, text e22f20c9c1d918192175f873aa16f27609970320acbc2bcd94d3c448407613b6

-- DropForeignKey
ALTER TABLE "public"."configs" DROP CONSTRAINT "configs_tenantId_fkey";

-- DropForeignKey
ALTER TABLE "public"."configs" DROP CONSTRAINT "configs_workspaceId_fkey";

-- DropForeignKey
ALTER TABLE "public"."workspaces" DROP CONSTRAINT "workspaces_tenantId_fkey";

-- DropTable
DROP TABLE "public"."configs";

-- DropTable
DROP TABLE "public"."tenants";

-- DropTable
DROP TABLE "public"."workspaces";

-- DropEnum
DROP TYPE "public"."tenant_status";
