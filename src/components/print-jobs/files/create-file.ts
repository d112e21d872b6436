import { z } from 'zod';

/** Body of `POST /print-jobs/files`: what is known about a file that is in the storage already. */
export const CreateFile = z.strictObject({
  ownerId: z.uuid().describe('A user of this component'),
  name: z.string().trim().min(1).max(255).meta({ example: 'bracket-v3.stl' }),
  contentType: z
    .string()
    .max(127)
    .regex(/^[\w.+-]+\/[\w.+-]+$/, 'Use a media type such as model/stl.')
    .meta({ example: 'model/stl' }),
  sizeBytes: z.int().min(1).meta({ example: 482_133 }),
  checksum: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'Use the SHA-256 in 64 lower-case hexadecimal digits.')
    .describe('SHA-256 of the content')
    .meta({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }),
  storageRef: z
    .string()
    .min(1)
    .max(1024)
    .describe('Where the bytes are; one file per reference')
    .meta({ example: 's3://lab-files/2026/11/bracket-v3.stl' }),
});

export type CreateFile = z.infer<typeof CreateFile>;
