import { createHash } from 'node:crypto';
import { type DatabaseName } from '../../model/names/database-name.ts';
import { groupBy } from '../../model/names/group-by.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type ComponentSource, type ComponentSources } from '../discover/read-sources.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { type LockEntry } from './lock-file.ts';

/** What the lock says of a component that is there, except what people decide about it. */
export type ComponentRecord = Omit<LockEntry, 'state'>;

const records = new Kind<ComponentRecord>();

/**
 * Version, content hash, tables and enum types of each component, by name.
 * @param owned the tables and enum types of all of them
 */
export function recordComponents(
  cache: Cache,
  components: readonly DiscoveredComponent[],
  owned: readonly DatabaseName[],
  sources: ComponentSources,
  defaultSchema: string,
): ReadonlyMap<string, ComponentRecord> {
  const ofComponent = groupBy(owned, ({ owner }) => owner.component);
  return new Map(
    components.map((component) => {
      const { name } = component;
      const [own, files] = [ofComponent.get(name) ?? [], sources.get(name) ?? []];
      const from = [component, defaultSchema, own.length, ...own, ...files];
      return [name, derive(cache, records, name, from, () => record(component, own, files, defaultSchema))];
    }),
  );
}

function record(
  { version, path }: DiscoveredComponent,
  owned: readonly DatabaseName[],
  sources: readonly ComponentSource[],
  defaultSchema: string,
): ComponentRecord {
  const called = (isWanted: (name: DatabaseName) => boolean) => {
    const names = owned.filter(isWanted);
    const full = names.map(({ schema, name }) => (schema === defaultSchema ? name : `${schema}.${name}`));
    return [...new Set(full)].sort(compareText);
  };
  return {
    version,
    hash: hashOf(path, sources),
    tables: called(({ thing }) => thing !== 'enum'),
    enums: called(({ thing }) => thing === 'enum'),
  };
}

function hashOf(path: string, sources: readonly ComponentSource[]): string {
  const hash = createHash('sha256');
  for (const { file, digest } of sources) hash.update(`${file.slice(path.length + 1)}\0${digest}\n`);
  return `sha256-${hash.digest('hex')}`;
}
