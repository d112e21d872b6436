import { type SettingsProblem } from '../../config/check-settings.ts';
import { nearestName } from '../../config/nearest-name.ts';

interface Declared {
  readonly permissions: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

/** Whether a role's entry, `jobs.claim`, `jobs.*` or `*`, means a permission. */
export function grants(entry: string, permission: string): boolean {
  return entry.endsWith('*') ? permission.startsWith(entry.slice(0, -1)) : entry === permission;
}

/** Roles that name permissions which the component does not declare. */
export function checkRoles({ permissions, roles }: Declared): SettingsProblem[] {
  const names = Object.keys(permissions);
  return Object.entries(roles).flatMap(([role, entries]) =>
    entries.flatMap((entry, index): SettingsProblem[] => {
      if (names.some((name) => grants(entry, name))) return [];
      const nearest = nearestName(entry, names);
      return [
        {
          path: ['roles', role, index],
          atKey: false,
          message: `The role "${role}" has "${entry}", and the component declares no such permission.`,
          hint: nearest
            ? `Write "${nearest}".`
            : `Declare it in "permissions"${names.length > 0 ? `, or use one of: ${names.join(', ')}` : ''}.`,
        },
      ];
    }),
  );
}
