import { type PlannedFile } from '../compose/output-plan.ts';
import { type ProjectConfig } from '../config/project-config.ts';
import { type Discovery } from '../discover/discover-components.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { type ComponentState, formatLock, lockFile } from './lock-file.ts';
import { readLock } from './read-lock.ts';
import { type ComponentRecord } from './record-components.ts';
import { type LockMode, type UpdatedLock, updateLock } from './update-lock.ts';

interface LockChangeInput {
  readonly config: ProjectConfig;
  readonly files: ProjectFiles;
  readonly discovery: Discovery;
  readonly records: ReadonlyMap<string, ComponentRecord>;
  readonly mode: LockMode;
}

/** The lock on disk against the components: what to write, and what is wrong. */
export function lockChange(input: LockChangeInput): UpdatedLock & { readonly write: readonly PlannedFile[] } {
  const { config, files, discovery, records, mode } = input;
  const bytes = files.read(`${config.projectDir}/${lockFile}`);
  const current = bytes && new TextDecoder('utf-8').decode(bytes);
  const lock = readLock(current);
  const updated = updateLock({
    lock,
    records,
    mode,
    damaged: new Set(
      discovery.diagnostics
        .filter(({ severity }) => severity === 'error')
        .flatMap(({ component }) => component ?? []),
    ),
    isMigrated: migrationSearch(config, files),
  });
  const text = formatLock(updated.entries);
  const isNeeded = current !== undefined || updated.entries.size > 0;
  const isWritten = isNeeded && mode !== 'frozen' && text !== current?.replaceAll('\r\n', '\n');
  return { ...updated, write: isWritten ? [{ path: lockFile, text }] : [] };
}

/** The state of every component of the lock. */
export function lockStates(lock: UpdatedLock | undefined): ReadonlyMap<string, ComponentState> {
  return new Map([...(lock?.entries ?? [])].map(([name, { state }]) => [name, state]));
}

/** Reads the migrations when the first question is asked, which is seldom. */
function migrationSearch(config: ProjectConfig, files: ProjectFiles): (name: string) => boolean {
  let sql: string | undefined;
  return (name) => {
    sql ??= files
      .find(`${config.projectDir}/${config.migrationsDir}`, ['*/migration.sql'])
      .map(({ path }) => new TextDecoder('utf-8').decode(files.read(path)))
      .join('\n');
    return [`"${name}"`, `\`${name}\``, `[${name}]`].some((quoted) => sql?.includes(quoted));
  };
}
