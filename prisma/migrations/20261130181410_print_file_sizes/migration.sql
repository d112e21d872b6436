-- AlterTable
ALTER TABLE "print_files" ALTER COLUMN "size_bytes" SET DATA TYPE BIGINT;
