-- Reverses 20261121100500_configuration. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql d8510cb05ea0ea979d6224dbc75f0cad5c2813912b78fc4dd2ff6123b6ed23e7, text 18bff86423c42a8e1f5ab5851299528baedc469da10f71b4d3b40e725eb0e979

-- DropTable
DROP TABLE "public"."configuration_history";

-- DropTable
DROP TABLE "public"."configuration_settings";

-- DropEnum
DROP TYPE "public"."configuration_action";
