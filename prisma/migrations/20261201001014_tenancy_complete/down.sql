-- Reverses 20261201001014_tenancy_complete. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql f17de68bd2389b3dfe63852ce3036de39b31d8dc873bbcb8f221f07889764e7d, text 9f4b3f7d637739ecf40adbef48f7c3b16e87414548f36e53810d23141f97f096

-- Drop column
ALTER TABLE public.tenants DROP COLUMN "eraseAfter";

-- Drop column
ALTER TABLE public.tenants DROP COLUMN "suspendedReads";

-- Drop column
ALTER TABLE public.tenants DROP COLUMN "suspendedWhy";

-- Drop table
DROP TABLE public.tenant_erasures;

-- Drop table
DROP TABLE public.tenant_limits;

-- Drop table
DROP TABLE public.workspace_members;

-- Drop enum
DROP TYPE public.workspace_role;
