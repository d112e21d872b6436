import { compareText } from '../../../diagnostics/sort-diagnostics.ts';
import { type Catalog, entryKey } from './catalog-entry.ts';

/** One piece of a reverse script. */
export interface Operation {
  readonly phase: 'drop' | 'alter' | 'create';
  /** Of the entry it is about. */
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly sql: string;
}

const phases = ['drop', 'alter', 'create'] as const;
/** Where nothing depends on anything: the order in which things are made, and the opposite one for removing. */
const kinds = [
  'schema',
  'extension',
  'enum',
  'domain',
  'type',
  'sequence',
  'table',
  'column',
  'sequence settings',
  'sequence owner',
  'function',
  'constraint',
  'index',
  'view',
  'materialized view',
  'statistics',
  'trigger',
  'rule',
  'row security',
  'policy',
  'comment',
];

/** Puts operations into an order in which each finds what it needs and nothing stands on what it removes. */
export function orderOperations(
  operations: readonly Operation[],
  before: Catalog,
  after: Catalog,
): readonly Operation[] {
  const waitsFor = new Map(operations.map((one) => [one, new Set<Operation>()]));
  const find = operationFinder(operations, before, after);
  const link = (first: Operation | undefined, then: Operation | undefined): void => {
    if (first && then && first !== then) waitsFor.get(then)?.add(first);
  };
  for (const key of after.entries.map(entryKey)) {
    for (const needed of after.needs.get(key) ?? []) {
      link(find('drop', key), find('drop', needed));
      link(find('drop', key), find('alter', needed));
      link(find('alter', key), find('drop', needed));
      if (!before.needs.get(key)?.has(needed)) link(find('alter', key), find('alter', needed));
    }
  }
  for (const key of before.entries.map(entryKey)) {
    for (const needed of before.needs.get(key) ?? []) {
      link(find('create', needed), find('create', key));
      link(find('create', needed), find('alter', key));
      link(find('alter', needed), find('create', key));
      link(find('alter', needed), find('alter', key));
    }
  }
  for (const made of operations.filter(({ phase }) => phase === 'create')) {
    for (const one of operations) if (one.phase === 'drop' && one.name === made.name) link(one, made);
  }
  return arrange(operations, waitsFor);
}

/** The operation that removes, alters or makes a thing; of a part, also that of the table it is a part of. */
function operationFinder(operations: readonly Operation[], before: Catalog, after: Catalog) {
  const byKey = new Map(operations.map((one) => [`${one.phase} ${one.key}`, one]));
  const wholes = new Map<string, string>();
  for (const entry of [...before.entries, ...after.entries]) {
    const { kind, table, details } = entry;
    if (table !== null && kind !== 'table') wholes.set(entryKey(entry), `table ${table}`);
    else if (details?.ownedBy != null) wholes.set(entryKey(entry), `column ${details.ownedBy}`);
  }
  const find = (phase: Operation['phase'], key: string): Operation | undefined => {
    const whole = wholes.get(key);
    const own = byKey.get(`${phase} ${key}`);
    return own ?? (phase === 'alter' || whole === undefined ? undefined : find(phase, whole));
  };
  return find;
}

/** The first by phase, kind and name of those that wait for nothing; in a circle PostgreSQL has the last word. */
function arrange(
  operations: readonly Operation[],
  waitsFor: ReadonlyMap<Operation, ReadonlySet<Operation>>,
): readonly Operation[] {
  const waiting = [...operations].sort(compareOperations);
  const done = new Set<Operation>();
  while (waiting.length > 0) {
    const free = waiting.findIndex((one) => [...(waitsFor.get(one) ?? [])].every((first) => done.has(first)));
    for (const one of waiting.splice(Math.max(free, 0), 1)) done.add(one);
  }
  return [...done];
}

function compareOperations(a: Operation, b: Operation): number {
  const rank = kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
  return (
    phases.indexOf(a.phase) - phases.indexOf(b.phase) ||
    (a.phase === 'drop' ? -rank : rank) ||
    compareText(a.name, b.name)
  );
}
