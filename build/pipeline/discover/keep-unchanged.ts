import { isDeepStrictEqual } from 'node:util';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';

/** The object of last time when the component is the same in depth: what was worked out of it is kept with it. */
export function keepUnchanged(
  component: DiscoveredComponent,
  known: Map<string, DiscoveredComponent>,
): DiscoveredComponent {
  const last = known.get(component.path);
  if (last && isDeepStrictEqual(last, component)) return last;
  known.set(component.path, component);
  return component;
}
