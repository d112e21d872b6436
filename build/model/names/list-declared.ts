import { type ScannedComponent } from '../scanned-component.ts';
import { type Declared } from '../scanned-source.ts';
import { listSources } from '../scanned-component.ts';

/** All declarations by file and position, so that nothing depends on the order of the components. */
export function listDeclared(components: readonly ScannedComponent[]): Declared[] {
  return listSources(components).flatMap(({ declared }) => declared);
}
