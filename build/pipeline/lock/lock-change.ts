import { type OutputPlan, type PlannedFile } from '../compose/output-plan.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { type Discovery } from '../discover/discover-components.ts';
import { decodeText } from '../../files/decode-text.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { findRetiredNames } from './find-retired-names.ts';
import { type ComponentState, formatLock, type LockEntries, lockFile } from './lock-file.ts';
import { readLock, type ReadLock } from './read-lock.ts';
import { type ComponentRecord } from './record-components.ts';
import { type LockMode, type UpdatedLock, updateLock } from './update-lock.ts';

interface LockChangeInput {
  readonly config: ProjectConfig;
  readonly lock: CurrentLock;
  readonly discovery: Pick<Discovery, 'diagnostics'>;
  readonly plan: Pick<OutputPlan, 'owned'>;
  readonly records: ReadonlyMap<string, ComponentRecord>;
  /** True when the migrations leave the table or the enum type in the database. */
  readonly isMigrated: (name: string) => boolean;
  readonly mode: LockMode;
}

/** A change of state, applied to the entries as they are. */
export type LockEdit = (entries: LockEntries) => LockEntries;

export interface CurrentLock extends ReadLock {
  /** As it is on disk; undefined when there is none. */
  readonly text: string | undefined;
}

const locks = new Kind<ReadLock>();

/** The lock on disk, with a decision that is about to be written. */
export function readCurrentLock(
  cache: Cache,
  { projectDir }: ProjectConfig,
  files: ProjectFiles,
  edit?: LockEdit,
): CurrentLock {
  const bytes = files.read(`${projectDir}/${lockFile}`);
  const text = bytes && decodeText(bytes);
  const lock = derive(cache, locks, '', [text], () => readLock(text));
  if (!edit) return { ...lock, text };
  // A project that was never composed has no lock to change, and one that cannot be read is not written over.
  const entries = text === undefined ? new Map() : lock.entries;
  return { ...lock, text, entries: entries && edit(entries) };
}

/** The lock on disk against the components: what to write, and what is wrong. */
export function lockChange(input: LockChangeInput): UpdatedLock & { readonly write: readonly PlannedFile[] } {
  const { config, discovery, records, isMigrated, mode, lock, plan } = input;
  const updated = updateLock({
    lock,
    records,
    mode,
    damaged: new Set(
      discovery.diagnostics
        .filter(({ severity }) => severity === 'error')
        .flatMap(({ component }) => component ?? []),
    ),
    isMigrated,
  });
  const text = formatLock(updated.entries);
  const isNeeded = lock.text !== undefined || updated.entries.size > 0;
  const isWritten = isNeeded && mode !== 'frozen' && text !== lock.text?.replaceAll('\r\n', '\n');
  return {
    entries: updated.entries,
    diagnostics: [
      ...updated.diagnostics,
      ...findRetiredNames(plan.owned, updated.entries, config.defaultSchema),
    ],
    write: isWritten ? [{ path: lockFile, text }] : [],
  };
}

/** The state of every component of the lock. */
export function lockStates(lock: UpdatedLock | undefined): ReadonlyMap<string, ComponentState> {
  return new Map([...(lock?.entries ?? [])].map(([name, { state }]) => [name, state]));
}
