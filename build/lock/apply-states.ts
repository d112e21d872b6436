import { type RetiredComponent } from '../compose/retired-component.ts';
import { type Discovery } from '../discover/discover-components.ts';
import { type ComponentState, type LockEntries } from './lock-file.ts';

/** The components as their states in the lock want them. */
export interface StatedComponents extends Discovery {
  readonly retired: readonly RetiredComponent[];
}

/** Leaves out what is retired or purged, folder or no folder, and marks what is disabled. */
export function applyStates({ components, diagnostics }: Discovery, lock: LockEntries): StatedComponents {
  const stateOf = (name: string): ComponentState => lock.get(name)?.state ?? 'enabled';
  const isAway = (name: string): boolean => ['retired', 'purged'].includes(stateOf(name));
  return {
    components: components
      .filter(({ name }) => !isAway(name))
      .map((component) =>
        stateOf(component.name) === 'disabled' ? { ...component, isDisabled: true } : component,
      ),
    // Whatever is wrong with a folder that is not used is nobody's problem until it is.
    diagnostics: diagnostics.filter(({ component }) => component === undefined || !isAway(component)),
    retired: [...lock].flatMap(([name, { state, version }]) =>
      state === 'retired' ? [{ name, version }] : [],
    ),
  };
}
