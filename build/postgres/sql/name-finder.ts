import { quoteIdentifier } from '../names/quote-identifier.ts';

/** PostgreSQL's trees do not say where all names are; the text does, well enough for a message. */
export function nameFinder(text: string, start: number): (name: string) => number {
  let from = 0;
  return (name) => {
    const quoted = text.indexOf(quoteIdentifier(name), from);
    const at = quoted === -1 ? text.toLowerCase().indexOf(name, from) : quoted;
    if (at === -1) return start;
    from = at + name.length;
    return start + at;
  };
}
