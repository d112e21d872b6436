import { z } from 'zod';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';

/** Relative to the project; committed. */
export const lockFile = 'components.lock.json';

/** Ordered from the first state to the one that cannot be undone; on a merge conflict the later state wins. */
export const componentStates = ['enabled', 'disabled', 'retired', 'purged'] as const;

export const lockSchema = z.strictObject({
  lockVersion: z.literal(1),
  components: z.record(
    z.string(),
    z.strictObject({
      state: z.enum(componentStates),
      version: z.string(),
      hash: z.string(),
      tables: z.array(z.string()),
      enums: z.array(z.string()),
    }),
  ),
});

/**
 * What is known of one component: `tables` (those behind its many-to-many relations too) and `enums` are the names in
 * the database that it owns, `schema.name` outside the default schema.
 */
export type LockEntry = z.output<typeof lockSchema>['components'][string];

export type ComponentState = (typeof componentStates)[number];

/** Every component known, by name. */
export type LockEntries = ReadonlyMap<string, LockEntry>;

/** The text of the file: the same entries are the same bytes. */
export function formatLock(entries: LockEntries): string {
  const components = Object.fromEntries(
    [...entries]
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, { state, version, hash, tables, enums }]) => [
        name,
        { state, version, hash, tables, enums },
      ]),
  );
  return `${JSON.stringify({ lockVersion: 1, components }, null, 2)}\n`;
}
