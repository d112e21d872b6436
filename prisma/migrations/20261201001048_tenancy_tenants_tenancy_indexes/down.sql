-- Reverses 20261201001048_tenancy_tenants_tenancy_indexes. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 59df6e70e8d931fde7815c4e73cafb550292ed2e0560d9257544a5f769e26176, text 70c10d151ec9fdf22ad16d41dcc75d435051d01b0753eb77f51e07f6e74d7147

-- Drop index
DROP INDEX public.workspaces_id_by_tenant;
