import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { checkFrozen } from './check-frozen.ts';
import { lockCodes } from './lock-codes.ts';
import { type LockEntries, type LockEntry } from './lock-file.ts';
import { type ReadLock } from './read-lock.ts';
import { type ComponentRecord } from './record-components.ts';

/**
 * `write`: every difference. `entries`: not those of contents only, so that saving a file in watch mode writes nothing.
 * `frozen`: none, every difference is an error.
 */
export type LockMode = 'write' | 'entries' | 'frozen';

export interface LockInput {
  readonly lock: ReadLock;
  /** The components that are there. */
  readonly records: ReadonlyMap<string, ComponentRecord>;
  /** Components whose folder could not be read: they are there. */
  readonly damaged: ReadonlySet<string>;
  /** True when the migrations leave the table or the enum type in the database; asked about `undeclaredNames`. */
  readonly isMigrated: (name: string) => boolean;
  readonly mode: LockMode;
}

/** What the lock must be after this run. */
export interface UpdatedLock {
  readonly entries: LockEntries;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the lock knows and no component declares now. */
export function undeclaredNames(
  lock: LockEntries | undefined,
  records: ReadonlyMap<string, ComponentRecord>,
): string[] {
  const declared = new Set([...records.values()].flatMap(({ tables, enums }) => [...tables, ...enums]));
  return [...(lock?.values() ?? [])]
    .filter(({ state }) => state !== 'retired' && state !== 'purged')
    .flatMap(({ tables, enums }) => [...tables, ...enums])
    .filter((name) => !declared.has(name));
}

export function updateLock(input: LockInput): UpdatedLock {
  const { lock, records, damaged, mode } = input;
  const declared = new Set([...records.values()].flatMap(({ tables, enums }) => [...tables, ...enums]));
  // A model that was deleted is its component's until a migration drops the table.
  const remembered = (now: readonly string[], before: readonly string[] = []): string[] =>
    [...now, ...before.filter((name) => !declared.has(name) && input.isMigrated(name))].sort(compareText);
  const present = new Map(
    [...records].map(([name, record]) => {
      const known = lock.entries?.get(name);
      const entry = {
        state: known?.state ?? 'enabled',
        ...record,
        tables: remembered(record.tables, known?.tables),
        enums: remembered(record.enums, known?.enums),
      };
      const keepsHash = mode === 'entries' && known && isSame({ ...known, hash: entry.hash }, entry);
      return [name, keepsHash ? known : entry];
    }),
  );
  const owned = new Set([...present.values()].flatMap(({ tables, enums }) => [...tables, ...enums]));
  const entries = new Map(present);
  const diagnostics: Diagnostic[] = [...lock.diagnostics];
  for (const [name, entry] of lock.entries ?? []) {
    if (present.has(name)) continue;
    const isAway = entry.state === 'retired' || entry.state === 'purged';
    const lost = [...entry.tables, ...entry.enums].filter((one) => !owned.has(one) && input.isMigrated(one));
    if (isAway || damaged.has(name) || lost.length > 0) entries.set(name, entry);
    if (isAway || damaged.has(name)) continue;
    diagnostics.push(lost.length > 0 ? missing(name, lost, lock) : forgotten(name, lock));
  }
  if (mode === 'frozen') diagnostics.push(...checkFrozen(lock, entries));
  return { entries, diagnostics };
}

function isSame(a: LockEntry, b: LockEntry): boolean {
  return (
    a.state === b.state &&
    a.version === b.version &&
    a.hash === b.hash &&
    a.tables.join('\0') === b.tables.join('\0') &&
    a.enums.join('\0') === b.enums.join('\0')
  );
}

function missing(component: string, lost: readonly string[], { locate }: ReadLock): Diagnostic {
  return {
    code: lockCodes.missing,
    severity: 'error',
    component,
    message: `Component "${component}" is in the lock, and its folder or package is gone; a migration made ${lost.map((name) => `"${name}"`).join(', ')} for it.`,
    hint: `Bring the folder back (or list its package in "packages" again), or retire it: \`tessera component retire ${component}\` (its tables stay, and migrations leave them alone).`,
    location: locate(component),
  };
}

function forgotten(component: string, { locate }: ReadLock): Diagnostic {
  return {
    code: lockCodes.forgotten,
    severity: 'warning',
    component,
    message: `Component "${component}" is gone and leaves the lock: no migration mentions anything of its own, so nothing is lost.`,
    // Its own line goes with it; another component would stand there.
    location: locate(),
  };
}
