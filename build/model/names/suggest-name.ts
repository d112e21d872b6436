/** Most bytes of a name in PostgreSQL. */
export const longestName = 63;

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

/** True for at most `limit` bytes of UTF-8. */
export function fitsInto(limit: number, text: string): boolean {
  // A UTF-16 unit is three bytes at most.
  return text.length * 3 <= limit || Buffer.byteLength(text) <= limit;
}

/** As many whole characters from the start as fit into `limit` bytes of UTF-8; what PostgreSQL does to long names. */
export function cutToBytes(text: string, limit: number): string {
  if (fitsInto(limit, text)) return text;
  let length = 0;
  let cut = '';
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > limit) break;
    cut += character;
  }
  return cut;
}
