import { createHash } from 'node:crypto';
import { type DatabaseName } from '../../model/names/database-name.ts';
import { type ScannedComponent } from '../../model/scanned-component.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type ComponentSource, type ComponentSources } from '../discover/read-sources.ts';
import { type LockEntry } from './lock-file.ts';

/** What the lock says of a component that is there, except what people decide about it. */
export type ComponentRecord = Omit<LockEntry, 'state'>;

/**
 * Version, content hash, tables and enum types of each component, by name.
 * @param owned the tables and enum types of all of them
 */
export function recordComponents(
  components: readonly ScannedComponent[],
  owned: readonly DatabaseName[],
  sources: ComponentSources,
  defaultSchema: string,
): ReadonlyMap<string, ComponentRecord> {
  const names = new Map(
    components.map(({ name }) => [name, { tables: new Set<string>(), enums: new Set<string>() }]),
  );
  for (const { thing, schema, name, owner } of owned) {
    const full = schema === defaultSchema ? name : `${schema}.${name}`;
    names.get(owner.component)?.[thing === 'enum' ? 'enums' : 'tables'].add(full);
  }
  return new Map(
    components.map(({ name, version, path }) => [
      name,
      {
        version,
        hash: hashOf(path, sources.get(name) ?? []),
        tables: [...(names.get(name)?.tables ?? [])].sort(compareText),
        enums: [...(names.get(name)?.enums ?? [])].sort(compareText),
      },
    ]),
  );
}

function hashOf(path: string, sources: readonly ComponentSource[]): string {
  const hash = createHash('sha256');
  for (const { file, digest } of sources) hash.update(`${file.slice(path.length + 1)}\0${digest}\n`);
  return `sha256-${hash.digest('hex')}`;
}
