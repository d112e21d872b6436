import { listSqlLiterals } from '../../pipeline/compose/literals/list-sql-literals.ts';
import { type ComposedModel } from '../../model/composed-model.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { externalNames } from '../../pipeline/lock/external-names.ts';
import { type LockEntries } from '../../pipeline/lock/lock-file.ts';
import { type AttributedHistory, attributeHistory } from './ownership/attribute-history.ts';
import { type Requires } from './ownership/find-foreign-touches.ts';
import { findUnowned, type UnownedObject } from './ownership/find-unowned.ts';
import { readNotes } from './ownership/read-notes.ts';
import { migrateCodes } from './migrate-codes.ts';
import { findOwners } from './owners.ts';
import { partitionNames } from '../../postgres/history/partition-names.ts';
import { readMigrations } from '../../postgres/history/read-migrations.ts';
import { type ReplayInput } from './replay/replay-history.ts';
import { listTenantTables, type TenantTable } from './tenants/tenant-table.ts';

/** The project as its migrations concern it. */
export interface HistoryInput {
  readonly config: ProjectConfig;
  readonly model: ComposedModel;
  /** As it is on disk. */
  readonly lock: LockEntries;
  /** Migrations whose records count as missing. @default none */
  readonly forget?: readonly string[];
}

/** The committed migrations, read, with their owners; everything the commands of this room need. */
export interface HistoryLook extends AttributedHistory {
  readonly config: ProjectConfig;
  readonly replay: ReplayInput;
  readonly requires: Requires;
  /** Of the components, by name. */
  readonly versions: ReadonlyMap<string, string>;
  /** Tables and types the migrations leave behind that no component owns; empty where that is a problem of the whole project. */
  readonly unowned: readonly UnownedObject[];
  /** Tables of tenant models. */
  readonly tenants: readonly TenantTable[];
  /** Folders and files that cannot be read: what is left of them is not to be relied on. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the migrations folder; needs no database. */
export async function lookAtHistory(
  { config, model, lock, forget = [] }: HistoryInput,
  files: ProjectFiles,
): Promise<HistoryLook> {
  const { components } = model;
  const found = readMigrations(config, files);
  const read = await readNotes(found.migrations, config.projectDir, files);
  const migrations = read.migrations.map((one) =>
    forget.includes(one.id) ? { ...one, record: undefined } : one,
  );
  const current = findOwners(model, lock, config);
  const history = attributeHistory(migrations, current, config.defaultSchema);
  const unowned = findUnowned(history);
  const isEmpty = components.length === 0 && lock.size === 0;
  const requires = new Map(components.map((one) => [one.name, one.requires.map(({ name }) => name)]));
  return {
    ...history,
    config,
    replay: {
      migrationsDir: `${config.projectDir}/${config.migrationsDir}`,
      migrations: found.migrations,
      schemaFiles: model.schemaFiles.map(({ path, text }) => [path, text]),
      external: externalNames(lock, [config.defaultSchema, 'public'], partitionNames(history.schemaHistory)),
      literals: listSqlLiterals(model.sources),
    },
    // Nothing is known any more of what a component required that is gone.
    requires: (component, other) => requires.get(component)?.includes(other) ?? true,
    versions: new Map(components.map(({ name, version }) => [name, version])),
    unowned: isEmpty ? [] : unowned,
    tenants: listTenantTables(model.sources, config),
    diagnostics: [
      ...found.diagnostics,
      ...read.diagnostics,
      ...(isEmpty ? describeNoComponent(unowned, config) : []),
    ],
  };
}

/** Without a component everything the migrations made would have to go, which is never what a lost folder means. */
function describeNoComponent(
  [first, ...more]: readonly UnownedObject[],
  { componentsDir }: Pick<ProjectConfig, 'componentsDir'>,
): Diagnostic[] {
  if (!first) return [];
  const others = more.length === 0 ? '' : ` and ${String(more.length)} more`;
  return [
    {
      code: migrateCodes.noComponent,
      severity: 'error',
      message: `The migrations make ${first.kind} "${first.name}"${others}, and this project has no component that could own it.`,
      hint: `Bring the components in "${componentsDir}" and components.lock.json back from version control, or declare the models in a component; nothing is compared until then.`,
      location: first.location,
    },
  ];
}
