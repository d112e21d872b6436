import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lockCodes } from './lock-codes.ts';
import { type LockEntries, type LockEntry, lockFile } from './lock-file.ts';
import { type ReadLock } from './read-lock.ts';

/** One error for every component that is not as the lock says. */
export function checkFrozen(
  { entries: locked, diagnostics, locate }: ReadLock,
  entries: LockEntries,
): Diagnostic[] {
  const about = {
    code: lockCodes.outdated,
    severity: 'error' as const,
    hint: 'Run `tessera compose` and commit components.lock.json.',
  };
  const start = { file: lockFile, line: 1, column: 1 };
  if (!locked) {
    // One that cannot be read has been reported.
    if (diagnostics.length > 0 || entries.size === 0) return [];
    return [{ ...about, message: 'There is no components.lock.json to hold the components against.' }];
  }
  const names = [...new Set([...locked.keys(), ...entries.keys()])];
  const changed = names.flatMap((component): Diagnostic[] => {
    const reason = difference(locked.get(component), entries.get(component));
    if (!reason) return [];
    return [
      { ...about, component, message: `Component "${component}" ${reason}.`, location: locate(component) },
    ];
  });
  const conflict = diagnostics.map(({ location = start }) => ({
    ...about,
    message: 'The lock has marks of a merge conflict.',
    location,
  }));
  return [...conflict, ...changed];
}

function difference(locked: LockEntry | undefined, now: LockEntry | undefined): string | undefined {
  if (!locked) return 'is not in the lock';
  if (!now) return 'is in the lock, and its folder or package is gone';
  if (locked.version !== now.version) return `is version ${now.version}; the lock says ${locked.version}`;
  if (locked.hash !== now.hash) return 'has other contents than the lock says';
  const owns = ({ tables, enums }: LockEntry) => JSON.stringify([tables, enums]);
  return owns(locked) === owns(now) ? undefined : 'has other tables or enums than the lock says';
}
