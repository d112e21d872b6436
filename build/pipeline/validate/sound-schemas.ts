import { type SchemaFile } from '../../model/schema-file.ts';

/** Which composed schema an earlier process found nothing in, so that this one need not load Prisma's validator. */
export interface SoundSchemas {
  /** True when nothing is known at all: the validator will be needed. */
  readonly isEmpty: () => boolean;
  readonly has: (files: readonly SchemaFile[]) => boolean;
}

/** Knows of none. */
export const noSoundSchemas: SoundSchemas = { isEmpty: () => true, has: () => false };
