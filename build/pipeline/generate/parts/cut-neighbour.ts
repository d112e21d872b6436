import { type ScannedBlock, type Statement } from './scan-models.ts';

const keys = new Set(['id', 'unique']);
/** A model with such a required field cannot be created, which its relations show. */
const decides = new Set(['ignore']);
const indexes = new Set(['index', 'fulltext']);

/**
 * A model cut to what others say of it: its keys, its relations to them, and what decides whether it can be created.
 *
 * @param related names of the models that say something of it
 * @param referenced fields that relations of those refer to
 */
export function cutNeighbour(
  { kind, name, statements }: ScannedBlock,
  related: ReadonlySet<string>,
  referenced: ReadonlySet<string>,
): string {
  const needed = new Set(referenced);
  for (const { field, attributes, names } of statements) {
    if (field !== undefined && related.has(field.type)) for (const one of field.from) needed.add(one);
    if (field === undefined && attributes.some((attribute) => keys.has(attribute))) {
      for (const one of names) needed.add(one);
    }
  }
  const isKept = ({ field, attributes }: Statement): boolean => {
    if (field === undefined) return !attributes.some((attribute) => indexes.has(attribute));
    return (
      needed.has(field.name) ||
      related.has(field.type) ||
      field.type === 'Unsupported' ||
      attributes.some((attribute) => keys.has(attribute) || decides.has(attribute))
    );
  };
  const kept = statements.filter(isKept).map(({ text }) => `  ${text}\n`);
  return `${kind} ${name} {\n${kept.join('')}}\n`;
}
