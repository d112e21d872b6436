import { compareText } from '../diagnostics/sort-diagnostics.ts';
import { type DiscoveredComponent } from './discovered-component.ts';
import { type ScannedSource } from './scanned-source.ts';

/** All schema files by name, so that nothing depends on the order of the components. */
export function listSources(components: readonly Pick<DiscoveredComponent, 'schemas'>[]): ScannedSource[] {
  return components.flatMap(({ schemas }) => schemas).sort((a, b) => compareText(a.file, b.file));
}
