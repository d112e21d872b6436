import { type ScannedComponent } from '../compose/scanned-component.ts';
import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { externalNames } from '../lock/external-names.ts';
import { type LockEntries } from '../lock/lock-file.ts';
import { type AttributedHistory, attributeHistory } from './ownership/attribute-history.ts';
import { type Requires } from './ownership/find-foreign-touches.ts';
import { readNotes } from './ownership/read-notes.ts';
import { findOwners } from './owners.ts';
import { readMigrations } from './read-migrations.ts';
import { type ReplayInput } from './replay/replay-history.ts';

/** The project as its migrations concern it. */
export interface HistoryInput {
  readonly config: ProjectConfig;
  readonly components: readonly ScannedComponent[];
  /** As it is on disk. */
  readonly lock: LockEntries;
  /** The composed schema. */
  readonly schema: readonly { readonly path: string; readonly text: string }[];
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
  /** Folders and files that cannot be read: what is left of them is not to be relied on. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the migrations folder; needs no database. */
export async function lookAtHistory(
  { config, components, lock, schema, forget = [] }: HistoryInput,
  files: ProjectFiles,
): Promise<HistoryLook> {
  const found = readMigrations(config, files);
  const read = await readNotes(found.migrations, config.projectDir, files);
  const migrations = read.migrations.map((one) =>
    forget.includes(one.id) ? { ...one, record: undefined } : one,
  );
  const current = findOwners(components, lock, config);
  const requires = new Map(components.map((one) => [one.name, one.requires.map(({ name }) => name)]));
  return {
    ...attributeHistory(migrations, current, config.defaultSchema),
    config,
    replay: {
      migrationsDir: `${config.projectDir}/${config.migrationsDir}`,
      migrations: found.migrations,
      schemaFiles: schema.map(({ path, text }) => [path, text]),
      external: externalNames(lock, [config.defaultSchema, 'public']),
    },
    // Nothing is known any more of what a component required that is gone.
    requires: (component, other) => requires.get(component)?.includes(other) ?? true,
    versions: new Map(components.map(({ name, version }) => [name, version])),
    diagnostics: [...found.diagnostics, ...read.diagnostics],
  };
}
