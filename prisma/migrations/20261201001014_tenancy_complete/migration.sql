-- CreateEnum
CREATE TYPE "workspace_role" AS ENUM ('VIEWER', 'MEMBER', 'ADMIN', 'OWNER');

-- AlterTable
ALTER TABLE "tenants" ADD COLUMN     "eraseAfter" TIMESTAMPTZ(3),
ADD COLUMN     "suspendedReads" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "suspendedWhy" VARCHAR(500);

-- CreateTable
CREATE TABLE "workspace_members" (
    "id" UUID NOT NULL,
    "tenantId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "principal" VARCHAR(200) NOT NULL,
    "role" "workspace_role" NOT NULL,
    "invitedBy" VARCHAR(200) NOT NULL,
    "joinedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspace_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant_limits" (
    "tenantId" TEXT NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "max" INTEGER,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tenant_limits_pkey" PRIMARY KEY ("tenantId","name")
);

-- CreateTable
CREATE TABLE "tenant_erasures" (
    "id" UUID NOT NULL,
    "tenantId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "actor" VARCHAR(200) NOT NULL,
    "erasedAt" TIMESTAMPTZ(3) NOT NULL,
    "models" JSONB NOT NULL,
    "stays" JSONB NOT NULL,
    "digest" VARCHAR(43) NOT NULL,

    CONSTRAINT "tenant_erasures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "workspace_members_tenantId_principal_idx" ON "workspace_members"("tenantId", "principal");

-- CreateIndex
CREATE INDEX "workspace_members_workspaceId_idx" ON "workspace_members"("workspaceId");

-- CreateIndex
CREATE INDEX "workspace_members_tenantId_workspaceId_createdAt_idx" ON "workspace_members"("tenantId", "workspaceId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_members_tenantId_workspaceId_principal_key" ON "workspace_members"("tenantId", "workspaceId", "principal");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_erasures_tenantId_key" ON "tenant_erasures"("tenantId");

-- CreateIndex
CREATE INDEX "tenant_erasures_erasedAt_id_idx" ON "tenant_erasures"("erasedAt", "id");

-- AddForeignKey
ALTER TABLE "workspace_members" ADD CONSTRAINT "workspace_members_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace_members" ADD CONSTRAINT "workspace_members_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenant_limits" ADD CONSTRAINT "tenant_limits_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
