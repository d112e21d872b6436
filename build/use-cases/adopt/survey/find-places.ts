import path from 'node:path';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { type PrismaPlaces } from './read-prisma-config.ts';

/** What a person says in place of what is found. */
export interface GivenPlaces {
  /** Relative to the project, with `/`. */
  readonly schema: string | undefined;
  readonly migrations: string | undefined;
}

/** The file or folder with the schema: as given, as configured, or where Prisma looks. */
export function findSchema(
  projectDir: string,
  given: GivenPlaces,
  configured: PrismaPlaces,
  files: ProjectFiles,
): string | undefined {
  const named = given.schema ?? configured.schema;
  const usual = ['prisma/schema.prisma', 'prisma/schema', 'schema.prisma', 'prisma'];
  const candidates = named === undefined ? usual : [named];
  return candidates.find((place) => hasSchemas(`${projectDir}/${place}`, files));
}

/** Where the migrations are: as given, as configured, beside the schema, or where Prisma makes them. */
export function findMigrations(
  projectDir: string,
  schema: string,
  given: GivenPlaces,
  configured: PrismaPlaces,
  files: ProjectFiles,
): { readonly dir: string; readonly names: readonly string[] } | undefined {
  const named = given.migrations ?? configured.migrations;
  const beside = [path.posix.dirname(schema), schema].map((one) => path.posix.join(one, 'migrations'));
  const candidates = named === undefined ? [...beside, 'prisma/migrations'] : [named];
  for (const dir of candidates) {
    const found = files.find(`${projectDir}/${dir}`, ['*/migration.sql']);
    if (found.length > 0) return { dir, names: found.map(({ name }) => path.posix.dirname(name)).sort() };
  }
  return undefined;
}

/** Folders below the project that look like packages with a schema, for a project that is a workspace. */
export function findOtherPackages(projectDir: string, files: ProjectFiles): string[] {
  const pattern = ['**/package.json', '!**/node_modules/**', '!package.json'];
  const places = ['prisma/schema.prisma', 'prisma/schema', 'schema.prisma'];
  return files
    .find(projectDir, pattern)
    .map(({ name }) => path.posix.dirname(name))
    .filter((folder) => places.some((place) => hasSchemas(`${projectDir}/${folder}/${place}`, files)))
    .sort();
}

/** The nearest `.env` from the project up to the repository's root, as a path relative to the project. */
export function findEnvFile(projectDir: string, files: ProjectFiles): string {
  for (let folder = projectDir, way = ''; ; way += '../') {
    if (files.entry(`${folder}/.env`)) return `${way}.env`;
    const parent = path.posix.dirname(folder);
    if (parent === folder || files.entry(`${folder}/.git`)) return '.env';
    folder = parent;
  }
}

function hasSchemas(place: string, files: ProjectFiles): boolean {
  const kind = files.entry(place)?.kind;
  if (kind === 'file') return place.endsWith('.prisma');
  return kind === 'directory' && files.find(place, ['**/*.prisma', '!**/node_modules/**']).length > 0;
}
