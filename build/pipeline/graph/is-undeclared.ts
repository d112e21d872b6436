import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type ComponentUse } from './component-uses.ts';

/**
 * A use of a component that is not required. The other side of a relation is no use of its own: who has the key says
 * that the two belong together.
 */
export function isUndeclared(use: ComponentUse, uses: readonly ComponentUse[]): boolean {
  if (requires(use.from, use.to.name)) return false;
  if (use.kind === 'import' || use.hasKey || use.target.kind !== 'model') return true;
  if (requires(use.to, use.from.name)) return false;
  return !uses.some(
    (other) =>
      other.kind === 'field' && other.hasKey && other.from === use.to && other.target.name === use.model,
  );
}

function requires({ requires: list }: DiscoveredComponent, name: string): boolean {
  return list.some((requirement) => requirement.name === name);
}
