/** Casts that take every value, and give it back unchanged the other way. */
const widening: Readonly<Record<string, readonly string[]>> = {
  smallint: ['integer', 'bigint', 'numeric', 'real', 'double precision'],
  integer: ['bigint', 'numeric', 'double precision'],
  bigint: ['numeric'],
  real: ['double precision'],
  date: ['timestamp without time zone'],
  json: ['jsonb'],
  jsonb: ['json'],
};

/** Whether a cast takes every value of a type: only then may the trigger put it into every write unasked. */
export function neverFails(from: string, to: string): boolean {
  if (from === to) return true;
  const isList = from.endsWith('[]');
  if (isList !== to.endsWith('[]')) return false;
  if (isList) return neverFails(from.slice(0, -2), to.slice(0, -2));
  // Every type has a text.
  if (to === 'text') return true;
  const [old, next] = [split(from), split(to)];
  if (old.name !== next.name)
    return next.size === undefined && (widening[old.name] ?? []).includes(next.name);
  if (next.size === undefined) return true;
  return old.size !== undefined && isRoomier(old.size, next.size);
}

/** `numeric(10,2)` is the name `numeric` and the size `[10, 2]`; `timestamp(3) without time zone` has its size within. */
function split(type: string): { readonly name: string; readonly size: readonly number[] | undefined } {
  const found = /\((\d+(?:,\d+)*)\)/.exec(type);
  return { name: type.replace(/\([\d,]+\)/, ''), size: found?.[1]?.split(',').map(Number) };
}

function isRoomier(
  [precision = 0, scale = 0]: readonly number[],
  [p = 0, s = 0]: readonly number[],
): boolean {
  return p - s >= precision - scale && s >= scale;
}
