import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { adoptCodes } from '../adopt-codes.ts';
import { type Application } from './application.ts';
import { findOtherPackages, type GivenPlaces } from './find-places.ts';
import { type PrismaPlaces } from './read-prisma-config.ts';

/** There is no schema here; in a workspace it may be in one of the packages. */
export function noSchema(
  projectDir: string,
  given: GivenPlaces,
  configured: PrismaPlaces,
  files: ProjectFiles,
): Diagnostic {
  const named = given.schema ?? configured.schema;
  const packages = named === undefined ? findOtherPackages(projectDir, files) : [];
  if (packages.length > 0) {
    return {
      code: adoptCodes.otherPackage,
      severity: 'error',
      message: `There is no schema here; ${packages.length === 1 ? 'a package' : 'packages'} of this workspace ${packages.length === 1 ? 'has' : 'have'} one: ${packages.join(', ')}.`,
      hint: `Adopt that package: ${packages.map((one) => `tessera adopt --project ${one}`).join(', or ')}.`,
    };
  }
  return {
    code: adoptCodes.noSchema,
    severity: 'error',
    message:
      named === undefined
        ? 'There is no schema: no prisma/schema.prisma, no prisma/schema/ and no schema.prisma.'
        : `There is no .prisma file in "${named}".`,
    hint: 'Say where the schema is: --schema path/to/schema.prisma (or the folder).',
    ...(configured.file !== undefined && given.schema === undefined && named !== undefined
      ? { location: { file: configured.file, line: 1, column: 1 } }
      : {}),
  };
}

/** A database that only `prisma db push` knows has no history that could be replayed. */
export function noMigrations(
  { schema, migrationsDir }: Application,
  given: GivenPlaces,
  configured: PrismaPlaces,
): Diagnostic {
  const named = given.migrations ?? configured.migrations;
  const first = `${named ?? migrationsDir}/00000000000000_init`;
  return {
    code: adoptCodes.noMigrations,
    severity: 'error',
    message: `There is no migration in "${named ?? migrationsDir}".`,
    hint: `If they are elsewhere: --migrations <folder>. If there are none, make the first from the schema (mkdir -p ${first} && npx prisma migrate diff --from-empty --to-schema ${schema} --script > ${first}/migration.sql), add what the database has by hand, and run adopt again with --database-url-from: it marks the migration as applied where the database agrees.`,
    location: { file: schema, line: 1, column: 1 },
  };
}
