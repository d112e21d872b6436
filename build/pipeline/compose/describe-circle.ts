import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { composeCodes } from './compose-codes.ts';

/** @param first where the circle begins; `circle` are all its members, in the order they require each other */
export function describeCircle(
  first: DiscoveredComponent,
  circle: readonly DiscoveredComponent[],
): Diagnostic {
  const following = (index: number) => circle[(index + 1) % circle.length] ?? first;
  const places = circle.map((component, index) => ({
    component: component.name,
    message: `"${component.name}" requires "${following(index).name}"`,
    ...(component.requires.find(({ name }) => name === following(index).name)?.location ?? {
      file: component.path,
      line: 1,
      column: 1,
    }),
  }));
  const [{ file, line, column, length } = { file: first.path, line: 1, column: 1, length: 1 }] = places;
  return {
    code: composeCodes.dependencyCycle,
    severity: 'error',
    component: first.name,
    message: `Components require each other in a circle: ${[...circle, first].map(({ name }) => name).join(' -> ')}.`,
    hint: 'Remove one of these requirements.',
    location: { file, line, column, ...(length ? { length } : {}) },
    // Every requirement on the way, the first one too: each with the words that say what it is.
    ...(places.length > 1 ? { related: places } : {}),
  };
}
