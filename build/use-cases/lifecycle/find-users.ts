import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type ComponentUse } from '../../pipeline/graph/component-uses.ts';
import { lifecycleCodes } from './lifecycle-codes.ts';

/** Everything other components say of one that is about to go: requirements, fields and imports, each at its place. */
export function findUsers(
  name: string,
  components: readonly DiscoveredComponent[],
  uses: readonly ComponentUse[],
): Diagnostic[] {
  const about = { code: lifecycleCodes.inUse, severity: 'error' as const };
  const required = components.flatMap((component) =>
    component.requires
      .filter((requirement) => requirement.name === name)
      .map(({ location }) => ({
        ...about,
        component: component.name,
        message: `Component "${component.name}" requires "${name}".`,
        hint: `Remove the requirement, or retire "${component.name}" first.`,
        location,
      })),
  );
  const used = uses
    .filter(({ from, to }) => to.name === name && from.name !== name)
    .map((use) => ({
      ...about,
      component: use.from.name,
      message:
        use.kind === 'field'
          ? `"${use.model}.${use.field}" of component "${use.from.name}" refers to ${use.target.kind} "${use.target.name}" of "${name}".`
          : `Component "${use.from.name}" imports ${use.file} of "${name}".`,
      hint: remedy(use),
      location: use.location,
    }));
  return [...required, ...used];
}

function remedy(use: ComponentUse): string {
  if (use.kind === 'import') return 'Remove the import.';
  const hasColumn = use.hasKey || use.target.kind === 'enum';
  return hasColumn ? 'Remove the field, and migrate (npx prisma migrate dev).' : 'Remove the field.';
}
