-- Reverses 20261121100000_demo. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql c3f463fc0c2c162e095e3494ff1c53af0e76ee714b1da5bcd0aaa3a1ed205fde, text 98efe5e03d38b018e20ac1e2bf7581a214bc81a66c14726e21908e632f3c03c7

-- DropForeignKey
ALTER TABLE "public"."DemoPost" DROP CONSTRAINT "DemoPost_authorId_fkey";

-- DropTable
DROP TABLE "public"."DemoPost";

-- DropTable
DROP TABLE "public"."DemoUser";

-- DropEnum
DROP TYPE "public"."DemoPostStatus";
