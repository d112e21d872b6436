import { z } from 'zod';

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
