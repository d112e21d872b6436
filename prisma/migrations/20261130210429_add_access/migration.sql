-- CreateEnum
CREATE TYPE "access_event_kind" AS ENUM ('SIGNED_IN', 'SIGN_IN_REFUSED', 'SIGNED_OUT', 'PASSWORD_CHANGED', 'USER_CREATED', 'USER_SUSPENDED', 'USER_RESTORED', 'SESSIONS_REVOKED', 'KEY_CREATED', 'KEY_REVOKED', 'SERVICE_CREATED', 'SERVICE_DISABLED', 'ROLE_CHANGED', 'ROLE_ASSIGNED', 'ROLE_REMOVED');

-- CreateTable
CREATE TABLE "access_users" (
    "id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" VARCHAR(2000),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "suspended_at" TIMESTAMPTZ(3),
    "suspended_why" VARCHAR(500),

    CONSTRAINT "access_users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_sessions" (
    "id" UUID NOT NULL,
    "token" VARCHAR(200) NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" VARCHAR(64),
    "user_agent" VARCHAR(1000),
    "active_organization_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_accounts" (
    "id" UUID NOT NULL,
    "account_id" VARCHAR(320) NOT NULL,
    "provider_id" VARCHAR(200) NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_verifications" (
    "id" UUID NOT NULL,
    "identifier" VARCHAR(500) NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_passkeys" (
    "id" UUID NOT NULL,
    "name" VARCHAR(200),
    "public_key" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" VARCHAR(50) NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" VARCHAR(200),
    "aaguid" VARCHAR(64),
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_rate_limits" (
    "id" UUID NOT NULL,
    "key" VARCHAR(500) NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "access_rate_limits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_organizations" (
    "id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "slug" VARCHAR(100) NOT NULL,
    "logo" VARCHAR(2000),
    "metadata" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_members" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" VARCHAR(100) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_invitations" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "role" VARCHAR(100),
    "status" VARCHAR(20) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "inviter_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_api_keys" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "start" VARCHAR(20) NOT NULL,
    "hash" VARCHAR(43) NOT NULL,
    "permissions" TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_by" VARCHAR(200) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_services" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "name" VARCHAR(100) NOT NULL,
    "secret_hash" VARCHAR(43) NOT NULL,
    "permissions" TEXT[],
    "disabled_at" TIMESTAMPTZ(3),
    "created_by" VARCHAR(200) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_services_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_roles" (
    "id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "description" VARCHAR(500),
    "permissions" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_roles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_role_assignments" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "organization_id" UUID,
    "scope" VARCHAR(36) NOT NULL,
    "created_by" VARCHAR(200) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_role_assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_events" (
    "id" UUID NOT NULL,
    "kind" "access_event_kind" NOT NULL,
    "actor" VARCHAR(200) NOT NULL,
    "subject" VARCHAR(400) NOT NULL,
    "ip_address" VARCHAR(64),
    "user_agent" VARCHAR(1000),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "access_users_email_key" ON "access_users"("email");

-- CreateIndex
CREATE INDEX "access_users_created_at_id_idx" ON "access_users"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "access_sessions_token_key" ON "access_sessions"("token");

-- CreateIndex
CREATE INDEX "access_sessions_user_id_expires_at_idx" ON "access_sessions"("user_id", "expires_at");

-- CreateIndex
CREATE INDEX "access_sessions_expires_at_idx" ON "access_sessions"("expires_at");

-- CreateIndex
CREATE INDEX "access_accounts_user_id_idx" ON "access_accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_accounts_provider_id_account_id_key" ON "access_accounts"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "access_verifications_identifier_idx" ON "access_verifications"("identifier");

-- CreateIndex
CREATE INDEX "access_verifications_expires_at_idx" ON "access_verifications"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "access_passkeys_credential_id_key" ON "access_passkeys"("credential_id");

-- CreateIndex
CREATE INDEX "access_passkeys_user_id_idx" ON "access_passkeys"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_rate_limits_key_key" ON "access_rate_limits"("key");

-- CreateIndex
CREATE UNIQUE INDEX "access_organizations_slug_key" ON "access_organizations"("slug");

-- CreateIndex
CREATE INDEX "access_organizations_created_at_id_idx" ON "access_organizations"("created_at", "id");

-- CreateIndex
CREATE INDEX "access_members_organization_id_idx" ON "access_members"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_members_user_id_organization_id_key" ON "access_members"("user_id", "organization_id");

-- CreateIndex
CREATE INDEX "access_invitations_organization_id_idx" ON "access_invitations"("organization_id");

-- CreateIndex
CREATE INDEX "access_invitations_email_idx" ON "access_invitations"("email");

-- CreateIndex
CREATE INDEX "access_invitations_inviter_id_idx" ON "access_invitations"("inviter_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_api_keys_hash_key" ON "access_api_keys"("hash");

-- CreateIndex
CREATE INDEX "access_api_keys_organization_id_created_at_id_idx" ON "access_api_keys"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "access_services_organization_id_created_at_id_idx" ON "access_services"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "access_roles_name_key" ON "access_roles"("name");

-- CreateIndex
CREATE INDEX "access_role_assignments_role_id_idx" ON "access_role_assignments"("role_id");

-- CreateIndex
CREATE INDEX "access_role_assignments_organization_id_idx" ON "access_role_assignments"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_role_assignments_user_id_scope_role_id_key" ON "access_role_assignments"("user_id", "scope", "role_id");

-- CreateIndex
CREATE INDEX "access_events_at_id_idx" ON "access_events"("at", "id");

-- CreateIndex
CREATE INDEX "access_events_subject_at_idx" ON "access_events"("subject", "at");

-- AddForeignKey
ALTER TABLE "access_sessions" ADD CONSTRAINT "access_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "access_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_accounts" ADD CONSTRAINT "access_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "access_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_passkeys" ADD CONSTRAINT "access_passkeys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "access_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_members" ADD CONSTRAINT "access_members_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "access_organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_members" ADD CONSTRAINT "access_members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "access_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_invitations" ADD CONSTRAINT "access_invitations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "access_organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_invitations" ADD CONSTRAINT "access_invitations_inviter_id_fkey" FOREIGN KEY ("inviter_id") REFERENCES "access_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_api_keys" ADD CONSTRAINT "access_api_keys_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "access_organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_services" ADD CONSTRAINT "access_services_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "access_organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_role_assignments" ADD CONSTRAINT "access_role_assignments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "access_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_role_assignments" ADD CONSTRAINT "access_role_assignments_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "access_roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_role_assignments" ADD CONSTRAINT "access_role_assignments_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "access_organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
