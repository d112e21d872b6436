import { type DatabaseName, placeOf } from '../../model/names/database-name.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lockCodes } from './lock-codes.ts';
import { type LockEntries } from './lock-file.ts';

/**
 * Tables and enum types that would be on top of those of a retired component: Prisma does not look at these, so the
 * new ones would never be made, and the application would work on another component's rows.
 */
export function findRetiredNames(
  owned: readonly DatabaseName[],
  lock: LockEntries,
  defaultSchema: string,
): Diagnostic[] {
  const keepers = new Map<string, string>();
  for (const [component, { state, tables, enums }] of lock) {
    if (state === 'retired') for (const name of [...tables, ...enums]) keepers.set(name, component);
  }
  if (keepers.size === 0) return [];
  return owned.flatMap((one): Diagnostic[] => {
    const name = one.schema === defaultSchema ? one.name : `${one.schema}.${one.name}`;
    const keeper = keepers.get(name);
    if (keeper === undefined) return [];
    return [
      {
        code: lockCodes.retiredName,
        severity: 'error',
        component: one.owner.component,
        message: `"${name}" of component "${one.owner.component}" belongs to component "${keeper}", which is retired and keeps its rows there.`,
        hint: `Give it another name, bring "${keeper}" back (tessera component restore ${keeper}), or purge it (tessera component purge ${keeper}).`,
        location: placeOf(one),
      },
    ];
  });
}
