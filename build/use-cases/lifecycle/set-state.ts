import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type LockEdit } from '../../pipeline/lock/lock-change.ts';
import { type ComponentState, type LockEntries } from '../../pipeline/lock/lock-file.ts';

/**
 * The edit that gives a component a state, whatever else the lock says by then.
 *
 * @param recorded the entries as the component is now: what the file does not know yet of its tables must not be lost
 */
export function setState(name: string, state: ComponentState, recorded: LockEntries): LockEdit {
  return (entries) => {
    const [now, before] = [recorded.get(name), entries.get(name)];
    const entry = now ?? before;
    if (!entry) return entries;
    // A broken schema names less than it had: what was known stays known.
    const both = (list: 'tables' | 'enums'): string[] =>
      [...new Set([...(now?.[list] ?? []), ...(before?.[list] ?? [])])].sort(compareText);
    return new Map([...entries, [name, { ...entry, state, tables: both('tables'), enums: both('enums') }]]);
  };
}
