import { compareText } from '../diagnostics/sort-diagnostics.ts';
import { type DiscoveredComponent, type NamedExtension } from './discovered-component.ts';
import { type ScannedSource } from './scanned-source.ts';

/** A component as the steps after discovery have it: its schema files are read. */
export type ScannedComponent = DiscoveredComponent;

/** All schema files by name, so that nothing depends on the order of the components. */
export function listSources(components: readonly Pick<DiscoveredComponent, 'schemas'>[]): ScannedSource[] {
  return components.flatMap(({ schemas }) => schemas).sort((a, b) => compareText(a.file, b.file));
}

/** What a component's composed text depends on. */
export interface ScannedSchemas extends Pick<DiscoveredComponent, 'name' | 'schemas'> {
  readonly extensions?: readonly Pick<NamedExtension, 'name'>[];
}
