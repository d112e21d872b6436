import { type DiscoveredComponent } from '../discovered-component.ts';
import { type Declared } from '../scanned-source.ts';
import { listSources } from '../list-sources.ts';

/** All declarations by file and position, so that nothing depends on the order of the components. */
export function listDeclared(components: readonly DiscoveredComponent[]): Declared[] {
  return listSources(components).flatMap(({ declared }) => declared);
}
