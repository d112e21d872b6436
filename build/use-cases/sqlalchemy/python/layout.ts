/** Python to be laid out: a text that stays together, or brackets with items in them. */
export type Python =
  string | { readonly open: string; readonly items: readonly Python[]; readonly close: string };

/** The width Black and most of its users keep to. */
const width = 88;

/** `name(items)`. */
export function call(name: string, items: readonly Python[]): Python {
  return { open: `${name}(`, items, close: ')' };
}

export function list(items: readonly Python[]): Python {
  return { open: '[', items, close: ']' };
}

/** With the comma that makes one item a tuple. */
export function tuple(items: readonly Python[]): Python {
  const [only, second] = items;
  return only !== undefined && second === undefined
    ? { open: '(', items: [after(only, ',')], close: ')' }
    : { open: '(', items, close: ')' };
}

/** `name=value`, for an argument. */
export function named(name: string, value: Python): Python {
  return before(`${name}=`, value);
}

/** `text` and the value, with nothing between them. */
export function before(text: string, value: Python): Python {
  return typeof value === 'string' ? `${text}${value}` : { ...value, open: `${text}${value.open}` };
}

function after(value: Python, text: string): Python {
  return typeof value === 'string' ? `${value}${text}` : { ...value, close: `${value.close}${text}` };
}

/** One statement as Black would have it: on one line where it fits, otherwise an item a line. */
export function layOut(value: Python, indent = 0, tail = ''): string {
  const line = `${' '.repeat(indent)}${onOneLine(value)}${tail}`;
  if (typeof value === 'string' || value.items.length === 0 || line.length <= width) return line;
  const inner = indent + 4;
  const items = value.items.map((item) => {
    // The comma of a tuple of one is there already.
    const isClosed = typeof item === 'string' ? item.endsWith(',') : item.close.endsWith(',');
    return `${layOut(item, inner, isClosed ? '' : ',')}\n`;
  });
  const margin = ' '.repeat(indent);
  return `${margin}${value.open}\n${items.join('')}${margin}${value.close}${tail}`;
}

function onOneLine(value: Python): string {
  if (typeof value === 'string') return value;
  return `${value.open}${value.items.map(onOneLine).join(', ')}${value.close}`;
}
