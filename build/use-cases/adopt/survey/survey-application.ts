import path from 'node:path';
import { configFileNames } from '../../../config/config-file-names.ts';
import { projectOptionsSchema } from '../../../config/project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { positionIn, type ScannedSource } from '../../../model/scanned-source.ts';
import { readApplicationSchema } from '../../../pipeline/discover/read-application-schema.ts';
import { noCache } from '../../../pipeline/pipeline.ts';
import { type BlockSetting, readSettings } from '../../../prisma-language/read-settings.ts';
import { adoptCodes } from '../adopt-codes.ts';
import { type Application, type Survey } from './application.ts';
import { checkMigrationNames } from './check-migration-names.ts';
import { checkSchema } from './check-schema.ts';
import { findEnvFile, findMigrations, findSchema, type GivenPlaces } from './find-places.ts';
import { noMigrations, noSchema } from './missing-parts.ts';
import { readApplicationManifest } from './read-application-manifest.ts';
import { readPrismaConfig, variablesOf } from './read-prisma-config.ts';

/** Reads what is there; nothing is run and no database is asked. Every reason against an adoption is in the answer. */
export function surveyApplication(
  projectDir: string,
  given: GivenPlaces,
  files: ProjectFiles,
  now: Date,
): Survey {
  const config = configFileNames.find((name) => files.entry(`${projectDir}/${name}`));
  if (config !== undefined) return { application: undefined, diagnostics: [adopted(config)] };
  const manifest = readApplicationManifest(projectDir, files);
  const configured = readPrismaConfig(projectDir, manifest.prisma.schema, files);
  const schema = findSchema(projectDir, given, configured, files);
  if (schema === undefined)
    return { application: undefined, diagnostics: [noSchema(projectDir, given, configured, files)] };

  const read = readSources(projectDir, schema, files);
  const migrations = findMigrations(projectDir, schema, given, configured, files);
  const datasource = settingsOf(read.sources, 'datasource')[0]?.settings ?? [];
  const variable = databaseVariable(datasource, configured.urlVariables);
  const versions = { ...manifest.devDependencies, ...manifest.dependencies };
  const application: Application = {
    name: manifest.name,
    versions: {
      nest: versions['@nestjs/core'],
      prisma: versions['prisma'] ?? versions['@prisma/client'],
      typescript: versions['typescript'],
    },
    modules: manifest.type === 'module' ? 'ES modules' : 'CommonJS',
    prismaConfig: configured.file,
    schema,
    migrationsDir: migrations?.dir ?? 'prisma/migrations',
    migrations: migrations?.names ?? [],
    provider: valueOf(datasource, 'provider') ?? 'postgresql',
    relationMode: valueOf(datasource, 'relationMode') === 'prisma' ? 'prisma' : 'foreignKeys',
    generators: settingsOf(read.sources, 'generator').map(({ name, settings }) => ({
      name,
      provider: valueOf(settings, 'provider') ?? '',
    })),
    models: read.sources.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'model')).length,
    databaseUrlFrom: variable,
    envFile: findEnvFile(projectDir, files),
    hasComponentsFolder: files.entry(`${projectDir}/src/components`) !== undefined,
  };
  const diagnostics = [
    ...read.diagnostics,
    ...otherProvider(read.sources),
    ...checkSchema(read.sources, schema),
    ...(migrations
      ? checkMigrationNames(migrations.names, migrations.dir, now)
      : [noMigrations(application, given, configured)]),
  ];
  return { application, diagnostics };
}

function readSources(
  projectDir: string,
  schema: string,
  files: ProjectFiles,
): { readonly sources: readonly ScannedSource[]; readonly diagnostics: readonly Diagnostic[] } {
  const config = { ...projectOptionsSchema.parse({}), projectDir };
  const read = readApplicationSchema(
    { name: 'app', schema, requires: {}, generators: false },
    0,
    config,
    files,
    noCache,
  );
  return { sources: read.schemas, diagnostics: read.diagnostics };
}

function settingsOf(
  sources: readonly ScannedSource[],
  kind: 'datasource' | 'generator',
): { readonly name: string; readonly source: ScannedSource; readonly settings: readonly BlockSetting[] }[] {
  return sources.flatMap((source) =>
    source.blocks
      .filter((block) => block.kind === kind)
      .map((block) => ({ name: block.name, source, settings: readSettings(source.text, block) })),
  );
}

function valueOf(settings: readonly BlockSetting[], name: string): string | undefined {
  return settings.find((one) => one.name === name && one.call === undefined)?.value;
}

/** The one of the schema, else of the configuration; `DATABASE_URL` where both are among several. */
function databaseVariable(datasource: readonly BlockSetting[], configured: readonly string[]): string {
  const url = datasource.find(({ name }) => name === 'url');
  const inSchema = url?.call === undefined ? [] : variablesOf(`env("${url.value}")`);
  const all = [...inSchema, ...configured];
  return all.includes('DATABASE_URL') ? 'DATABASE_URL' : (all[0] ?? 'DATABASE_URL');
}

function otherProvider(sources: readonly ScannedSource[]): Diagnostic[] {
  return settingsOf(sources, 'datasource').flatMap(({ source, settings }) =>
    settings
      .filter(({ name, value }) => name === 'provider' && value !== 'postgresql' && value !== 'postgres')
      .map(({ value, offset, length }): Diagnostic => ({
        code: adoptCodes.provider,
        severity: 'error',
        message: `The application is on "${value}"; migrations are replayed and compared on PostgreSQL only.`,
        hint: 'Move the application to PostgreSQL first. Its schema alone can be composed all the same: `components` and `provider` in tessera.config.',
        location: { file: source.file, ...positionIn(source, offset), length },
      })),
  );
}

function adopted(config: string): Diagnostic {
  return {
    code: adoptCodes.adopted,
    severity: 'error',
    message: `The project has a ${path.posix.basename(config)} already.`,
    hint: 'Go on with `tessera migrate check`; `tessera adopt --undo` takes an adoption back.',
    location: { file: config, line: 1, column: 1 },
  };
}
