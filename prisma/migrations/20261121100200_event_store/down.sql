-- Reverses 20261121100200_event_store. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 7f2bc5d050ebb9d64ae6a2ff7d01e23b2772978e1a1acb1bc84deb127a6af2ba, text b1beb5f942581b4d086932f1449ec32fd602d94ac426b71fa912cbb9acb16d36

-- DropTable
DROP TABLE "public"."events";
