import { z } from 'zod';
import { type PrintFile } from '@/generated/prisma/client.ts';

/** A file as the API answers it. */
export const FileView = z.object({
  id: z.uuid(),
  ownerId: z.uuid(),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.int(),
  checksum: z.string(),
  storageRef: z.string(),
  createdAt: z.iso.datetime(),
});

export type FileView = Omit<PrintFile, 'sizeBytes'> & { sizeBytes: number };

/** JSON has no 64-bit integers; sizes up to 2^53 - 1 (eight petabytes) are exact numbers. */
export function fileView(file: PrintFile): FileView {
  return { ...file, sizeBytes: Number(file.sizeBytes) };
}
