import { nearestName } from '../../config/nearest-name.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { componentsInUse } from '../../pipeline/components-in-use.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { diskFiles } from '../../files/disk-files.ts';

export type ChosenComponents =
  | {
      readonly ok: true;
      readonly component: DiscoveredComponent;
      /** The component and everything it requires, by name. */
      readonly components: readonly DiscoveredComponent[];
    }
  | { readonly ok: false; readonly problem: Diagnostic };

/** A component with what it requires, and what that requires. What is not there is for compose to report. */
export function chooseComponents(config: ProjectConfig, name: string): ChosenComponents {
  const { components, retired } = componentsInUse(config, diskFiles);
  const all = new Map(components.map((one) => [one.name, one]));
  const component = all.get(name);
  if (!component) {
    const names = [...all.keys()];
    const nearest = nearestName(name, names);
    const isRetired = retired.some((one) => one.name === name);
    const existing = names.length > 0 ? `There are: ${names.join(', ')}.` : 'Make one: tessera component new';
    return {
      ok: false,
      problem: {
        code: 'CALL.UNKNOWN_COMPONENT',
        severity: 'error',
        message: isRetired
          ? `Component "${name}" is retired: it is not part of the application.`
          : `There is no component "${name}" in ${config.componentsDir}.`,
        hint: isRetired
          ? `Bring it back first: tessera component restore ${name}`
          : nearest === undefined
            ? existing
            : `Did you mean "${nearest}"?`,
      },
    };
  }
  const chosen = new Set<DiscoveredComponent>();
  const queue: (DiscoveredComponent | undefined)[] = [component];
  while (queue.length > 0) {
    const next = queue.pop();
    if (next === undefined || chosen.has(next)) continue;
    chosen.add(next);
    queue.push(...next.requires.map((requirement) => all.get(requirement.name)));
  }
  return { ok: true, component, components: [...all.values()].filter((one) => chosen.has(one)) };
}
