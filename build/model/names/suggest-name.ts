import { cutToBytes, longestName } from '../../postgres/names/fit-name.ts';

/** A name for the database with its component in front, in the name's own manner: `CrmUser`, `crm_users`. */
export function prefixedName(component: string, name: string, taken: ReadonlySet<string>): string {
  const isLower = /^[\p{Ll}_]/u.test(name);
  const prefix = isLower ? `${component.replaceAll('-', '_')}_` : pascalCase(component);
  return freeName(prefix, name.replace(/^_+/, ''), taken);
}

/** A name for a model, view, enum or type with its component in front: `CrmUser`. */
export function prefixedBlockName(component: string, name: string, taken: ReadonlySet<string>): string {
  return freeName(pascalCase(component), capitalized(name), taken);
}

/** Short enough for PostgreSQL, and not taken. */
function freeName(prefix: string, name: string, taken: ReadonlySet<string>): string {
  const base = name.startsWith(prefix) ? name : `${prefix}${name}`;
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : String(number);
    const candidate = `${cutToBytes(base, longestName - suffix.length)}${suffix}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function pascalCase(component: string): string {
  return component.split('-').map(capitalized).join('');
}

function capitalized(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
