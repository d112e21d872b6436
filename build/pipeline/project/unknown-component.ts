import { nearestName } from '../../config/nearest-name.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type LoadedProject } from './load-project.ts';

/** The diagnostic for a name that neither the project nor its lock has. */
export function unknownComponent(
  name: string,
  { components, lock }: Pick<LoadedProject, 'components' | 'lock'>,
): Diagnostic {
  const names = [...components.map((one) => one.name), ...lock.keys()];
  const nearest = nearestName(name, names);
  return {
    code: 'CALL.UNKNOWN_COMPONENT',
    severity: 'error',
    message: `There is no component "${name}" in this project.`,
    hint: nearest ? `Did you mean "${nearest}"?` : 'Run `tessera component list` to see which there are.',
  };
}
