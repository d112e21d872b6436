-- Reverses 20261130210429_add_access. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql e94edde2e84cad6a1ffc995915a1fc4e6c5483e750ce70764b558067ff2fe799, text 11abff80ccc2595b6935f0ca3ed3f8bf9d1643230445377ab9ae604a111b18dd

-- Drop constraint
ALTER TABLE public.access_accounts DROP CONSTRAINT access_accounts_user_id_fkey;

-- Drop constraint
ALTER TABLE public.access_api_keys DROP CONSTRAINT access_api_keys_organization_id_fkey;

-- Drop constraint
ALTER TABLE public.access_invitations DROP CONSTRAINT access_invitations_inviter_id_fkey;

-- Drop constraint
ALTER TABLE public.access_invitations DROP CONSTRAINT access_invitations_organization_id_fkey;

-- Drop constraint
ALTER TABLE public.access_members DROP CONSTRAINT access_members_organization_id_fkey;

-- Drop constraint
ALTER TABLE public.access_members DROP CONSTRAINT access_members_user_id_fkey;

-- Drop constraint
ALTER TABLE public.access_passkeys DROP CONSTRAINT access_passkeys_user_id_fkey;

-- Drop constraint
ALTER TABLE public.access_role_assignments DROP CONSTRAINT access_role_assignments_organization_id_fkey;

-- Drop constraint
ALTER TABLE public.access_role_assignments DROP CONSTRAINT access_role_assignments_role_id_fkey;

-- Drop constraint
ALTER TABLE public.access_role_assignments DROP CONSTRAINT access_role_assignments_user_id_fkey;

-- Drop constraint
ALTER TABLE public.access_services DROP CONSTRAINT access_services_organization_id_fkey;

-- Drop constraint
ALTER TABLE public.access_sessions DROP CONSTRAINT access_sessions_user_id_fkey;

-- Drop table
DROP TABLE public.access_accounts;

-- Drop table
DROP TABLE public.access_api_keys;

-- Drop table
DROP TABLE public.access_events;

-- Drop table
DROP TABLE public.access_invitations;

-- Drop table
DROP TABLE public.access_members;

-- Drop table
DROP TABLE public.access_organizations;

-- Drop table
DROP TABLE public.access_passkeys;

-- Drop table
DROP TABLE public.access_rate_limits;

-- Drop table
DROP TABLE public.access_role_assignments;

-- Drop table
DROP TABLE public.access_roles;

-- Drop table
DROP TABLE public.access_services;

-- Drop table
DROP TABLE public.access_sessions;

-- Drop table
DROP TABLE public.access_users;

-- Drop table
DROP TABLE public.access_verifications;

-- Drop enum
DROP TYPE public.access_event_kind;
