import semver from 'semver';
import { z } from 'zod';
import { folder } from './folder-setting.ts';

/** A component whose schema stays where an application has it. */
export const applicationComponent = z.strictObject({
  name: z.string().min(1),
  /** A `.prisma` file, or a folder of which every `.prisma` file counts, as Prisma reads it. */
  schema: folder,
  /** The composed schema has its generators, too: for an application whose Prisma reads the composed schema. */
  generators: z.boolean().default(false),
  /** Components it needs, each with a range of versions. */
  requires: z
    .record(
      z.string().min(1),
      z
        .string()
        .refine((range) => semver.validRange(range) !== null, 'must be a version range such as ^1.0.0'),
    )
    .default({}),
});
