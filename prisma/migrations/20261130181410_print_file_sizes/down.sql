-- Reverses 20261130181410_print_file_sizes. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql 1733b50b922c36c337ffe61c71bbd17992e1054255816463f7a06ec52fbcfd90, text f8cd349b70bf0e546386191e635404469696b82e41d82a94795f37088f695f27

-- AlterTable
ALTER TABLE "public"."print_files" ALTER COLUMN "size_bytes" SET DATA TYPE INTEGER;
