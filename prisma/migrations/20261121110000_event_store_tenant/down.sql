-- Reverses 20261121110000_event_store_tenant. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 50a238bf72150f86eb2390d28d8d5bc614ba62831f888c6166c72492ececf049, text 74951e0fbf13f64f91953b5dcec22a61cd44e5fe726cbceb19b5443fc81b28fe

-- DropForeignKey
ALTER TABLE "public"."events" DROP CONSTRAINT "events_tenantId_fkey";
