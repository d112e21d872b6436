import { createHash } from 'node:crypto';
import { type ScannedComponent } from '../compose/scanned-component.ts';
import { compareText } from '../diagnostics/sort-diagnostics.ts';
import { type ComponentSource, type ComponentSources } from '../discover/read-sources.ts';
import { type LockEntry } from './lock-file.ts';

/** What the lock says of a component that is there, except what people decide about it. */
export type ComponentRecord = Omit<LockEntry, 'state'>;

/** Version, content hash, tables and enum types of each component, by name. */
export function recordComponents(
  components: readonly ScannedComponent[],
  sources: ComponentSources,
): ReadonlyMap<string, ComponentRecord> {
  return new Map(
    components.map((component) => [component.name, record(component, sources.get(component.name) ?? [])]),
  );
}

function record(
  { version, schemas, path }: ScannedComponent,
  sources: readonly ComponentSource[],
): ComponentRecord {
  const names = (kinds: readonly string[]) =>
    schemas
      .flatMap(({ declarations }) => declarations.filter(({ block }) => kinds.includes(block.kind)))
      .map(({ block, attributes }) => {
        const map = attributes.find(({ name }) => name === 'map')?.args[0]?.value[0];
        return map?.kind === 'string' ? map.text.slice(1, -1) : block.name;
      })
      .sort(compareText);
  const hash = createHash('sha256');
  for (const { file, digest } of sources) hash.update(`${file.slice(path.length + 1)}\0${digest}\n`);
  return {
    version,
    hash: `sha256-${hash.digest('hex')}`,
    tables: names(['model']),
    enums: names(['enum']),
  };
}
