import { type JsonDocument } from '../../config/read-json.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type Manifest } from '../../model/discovered-component.ts';

interface Written {
  readonly permissions: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

/**
 * The permissions and roles of a manifest, by name, with the places of the permissions.
 *
 * @param path of the manifest in the document
 */
export function locatePermissions(
  document: JsonDocument,
  path: readonly string[],
  { permissions, roles }: Written,
): Pick<Manifest, 'permissions' | 'roles'> {
  const named = Object.entries(permissions)
    .map(([name, description]) => ({
      name,
      description,
      location: document.locate([...path, 'permissions', name], true),
    }))
    .sort((a, b) => compareText(a.name, b.name));
  const proposed = Object.entries(roles)
    .map(([name, entries]) => ({ name, permissions: entries }))
    .sort((a, b) => compareText(a.name, b.name));
  return {
    ...(named.length > 0 && { permissions: named }),
    ...(proposed.length > 0 && { roles: proposed }),
  };
}
