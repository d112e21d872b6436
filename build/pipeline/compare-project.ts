import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { type Cache, derive, Kind } from '../incremental/derive.ts';
import { type ComposedProject } from './compose-model.ts';
import { type CurrentLock, lockChange } from './lock/lock-change.ts';
import { recordComponents } from './lock/record-components.ts';
import { type LockMode, undeclaredNames, type UpdatedLock } from './lock/update-lock.ts';
import { type Changes, compareWithDisk } from './write/compare-with-disk.ts';

/** What writing would change, the lock included. */
export interface ProjectChanges {
  readonly changes: Changes;
  readonly lock: UpdatedLock;
  readonly diagnostics: readonly Diagnostic[];
}

type IsMigrated = (name: string) => boolean;

/** Step 4, first half. Compares a composed project with what is on disk; writes nothing. */
export async function compareProject(
  config: ProjectConfig,
  { project, plan }: ComposedProject,
  { files, cache, lock: current, mode }: CompareTools,
): Promise<ProjectChanges> {
  const compared = compareWithDisk(plan, config, files, cache);
  const records = recordComponents(cache, plan.components, plan.owned, project.sources, config.defaultSchema);
  const isMigrated =
    undeclaredNames(current.entries, records).length > 0
      ? await searchMigrations(config, files, cache)
      : () => false;
  const lock = lockChange({ config, lock: current, discovery: project, plan, records, isMigrated, mode });
  return {
    changes: { ...compared, write: [...compared.write, ...lock.write] },
    lock,
    diagnostics: [...compared.diagnostics, ...lock.diagnostics],
  };
}

export interface CompareTools {
  readonly files: ProjectFiles;
  readonly cache: Cache;
  readonly lock: CurrentLock;
  readonly mode: LockMode;
}

const histories = new Kind<Promise<IsMigrated>>();

/**
 * Whether the migrations leave a table or an enum type in the database. Reading SQL takes PostgreSQL's parser, which is
 * loaded when the first question is asked: that is seldom.
 */
async function searchMigrations(
  config: ProjectConfig,
  files: ProjectFiles,
  cache: Cache,
): Promise<IsMigrated> {
  const { readMigrations } = await import('../postgres/history/read-migrations.ts');
  const { migrations, diagnostics } = readMigrations(config, files);
  // A migration that cannot be read may have made anything: nothing is forgotten then.
  if (diagnostics.length > 0) return () => true;
  const scripts = migrations.map(({ sql }) => sql);
  return derive(cache, histories, '', [config.defaultSchema, ...scripts], async () => {
    const { historyNames } = await import('../postgres/history/history-names.ts');
    return (await historyNames(scripts, config.defaultSchema)).has;
  });
}
