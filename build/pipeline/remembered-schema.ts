import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { decodeText } from '../files/decode-text.ts';
import { describeFailure } from '../files/describe-failure.ts';
import { ownVersion } from '../files/own-version.ts';
import { type WritableFiles } from '../files/project-files.ts';
import { readTextFile } from '../files/read-text-file.ts';
import { type SchemaFile } from '../model/schema-file.ts';
import { noSoundSchemas, type SoundSchemas } from './validate/sound-schemas.ts';

export interface RememberedSchema extends SoundSchemas {
  /** To be called for a schema in which neither composition nor Prisma found anything, not even to warn of. */
  readonly remember: (files: readonly SchemaFile[]) => void;
}

/** Remembers nothing. */
export const noRememberedSchema: RememberedSchema = { ...noSoundSchemas, remember: () => undefined };

/**
 * The composed schema in which nothing was found last, by its digest in `.tessera/sound-schema`. The digest is of every
 * byte Prisma would be handed and of the versions that would judge them: anything else is validated.
 */
export function rememberedSchema(projectDir: string, files: WritableFiles): RememberedSchema {
  const folder = `${projectDir}/.tessera`;
  const file = `${folder}/sound-schema`;
  let last: string | undefined;
  const known = () => (last ??= decodeText(files.read(file)));
  return {
    isEmpty: () => known() === '',
    has: (schema) => known() !== '' && known() === digestOf(schema),
    remember(schema) {
      const digest = digestOf(schema);
      if (known() === digest) return;
      const staged = `${file}.${process.pid}.tmp`;
      try {
        files.makeFolder(folder);
        if (!files.entry(`${folder}/.gitignore`)) files.writeNew(`${folder}/.gitignore`, '*\n');
        files.writeNew(staged, digest);
        files.rename(staged, file);
        last = digest;
      } catch (error) {
        // A disk that takes nothing makes the next run slower, and this one no less right.
        if (!describeFailure(error, projectDir)) throw error;
      }
    },
  };
}

function digestOf(schema: readonly SchemaFile[]): string {
  const texts = schema.map(({ path, text }) => [path, text]);
  return hash('sha256', JSON.stringify([ownVersion(), validatorVersion(), texts]));
}

function validatorVersion(): string {
  return readTextFile(createRequire(import.meta.url).resolve('@prisma/prisma-schema-wasm/package.json'));
}
