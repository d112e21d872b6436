import { type LockEntries } from './lock-file.ts';

/** Names Prisma must not look at, as `tables.external` and `enums.external` of its configuration take them. */
export interface ExternalNames {
  readonly tables: readonly string[];
  readonly enums: readonly string[];
}

/** Where names without a schema may be: the default of the models, and what the URL of the database says. */
export function schemasOf(url: string | undefined, defaultSchema: string): string[] {
  const chosen = url !== undefined && URL.canParse(url) ? new URL(url).searchParams.get('schema') : null;
  return [...new Set([defaultSchema, chosen ?? 'public'])];
}

/**
 * The tables and enum types of retired components, and partitions. Sequences, indexes and foreign keys go with their tables.
 *
 * @param schemas from `schemasOf`. A name that is external and not there does no harm; one that is there and not
 *   external is dropped.
 * @param partitions from `partitionNames`
 */
export function externalNames(
  lock: LockEntries,
  schemas: readonly string[],
  partitions: readonly string[] = [],
): ExternalNames {
  const retired = [...lock.values()].filter(({ state }) => state === 'retired');
  const qualify = (names: readonly string[]): string[] => {
    const all = names.flatMap((name) => [
      ...schemas.map((schema) => `${schema}.${name}`),
      ...(name.includes('.') ? [name] : []),
    ]);
    return [...new Set(all)].sort();
  };
  return {
    tables: qualify([...retired.flatMap(({ tables }) => tables), ...partitions]),
    enums: qualify(retired.flatMap(({ enums }) => enums)),
  };
}
