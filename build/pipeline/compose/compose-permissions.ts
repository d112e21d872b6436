import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { quote } from '../../prisma-language/quote.ts';

/** Fields of a line of the registry: what may be permitted, and the roles that are proposed. */
export function permissionFields({ permissions = [], roles = [] }: DiscoveredComponent): string[] {
  const named = permissions.map(({ name, description }) => `${quote(name)}: ${quote(description)}`);
  const proposed = roles.map((role) => `${quote(role.name)}: [${role.permissions.map(quote).join(', ')}]`);
  return [
    ...(named.length > 0 ? [`permissions: { ${named.join(', ')} }`] : []),
    ...(proposed.length > 0 ? [`roles: { ${proposed.join(', ')} }`] : []),
  ];
}

/** Lines that make every permission of the components one that `@Requires()` knows. */
export function composePermissionTypes(components: readonly DiscoveredComponent[]): string[] {
  const lines = components.flatMap(({ name, permissions = [] }) =>
    permissions.flatMap((permission) => [
      `    /** ${permission.description.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */`,
      `    ${quote(`${name}:${permission.name}`)}: true;`,
    ]),
  );
  if (lines.length === 0) return [];
  return [
    'declare global {',
    '  /** What `@Requires()` may ask for. */',
    '  interface TesseraPermissions {',
    ...lines,
    '  }',
    '}',
  ];
}
