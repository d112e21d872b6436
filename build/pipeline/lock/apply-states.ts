import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type RetiredComponent } from '../compose/retired-component.ts';
import { type Discovery } from '../discover/discover-components.ts';
import { type ComponentState, type LockEntries } from './lock-file.ts';

/** The components as their states in the lock want them. */
export interface StatedComponents extends Discovery {
  readonly retired: readonly RetiredComponent[];
}

/** Leaves out what is retired or purged, folder or no folder, and marks what is disabled. */
export function applyStates(
  cache: Cache,
  { components, diagnostics }: Discovery,
  lock: LockEntries,
): StatedComponents {
  const stateOf = (name: string): ComponentState => lock.get(name)?.state ?? 'enabled';
  return {
    components: leaveOutAway(components, lock).map((component) =>
      stateOf(component.name) === 'disabled' ? disabled(cache, component) : component,
    ),
    // Problems of a folder that is not used are not reported.
    diagnostics: diagnostics.filter(({ component }) => component === undefined || !isAway(component, lock)),
    retired: [...lock].flatMap(([name, { state, version }]) =>
      state === 'retired' ? [{ name, version }] : [],
    ),
  };
}

const switchedOff = new Kind<DiscoveredComponent>();

function disabled(cache: Cache, component: DiscoveredComponent): DiscoveredComponent {
  return derive(cache, switchedOff, component.path, [component], () => ({ ...component, isDisabled: true }));
}

/** Without what is retired or purged. */
export function leaveOutAway<Component extends { readonly name: string }>(
  components: readonly Component[],
  lock: LockEntries,
): Component[] {
  return components.filter(({ name }) => !isAway(name, lock));
}

function isAway(name: string, lock: LockEntries): boolean {
  const state = lock.get(name)?.state;
  return state === 'retired' || state === 'purged';
}
