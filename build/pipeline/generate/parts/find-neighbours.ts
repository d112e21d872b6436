import { cutNeighbour } from './cut-neighbour.ts';
import { type ScannedBlock } from './scan-models.ts';

const isView = ({ kind }: ScannedBlock): boolean => kind === 'view';
const isModel = ({ kind }: ScannedBlock): boolean => kind === 'model' || kind === 'view';

/**
 * Models that own ones relate to, each cut to what own ones need to know of it. A view is changed only through what
 * relates to it, so that what is behind a view is a neighbour, too.
 *
 * @returns their texts by name
 */
export function findNeighbours(
  own: readonly ScannedBlock[],
  blocks: ReadonlyMap<string, ScannedBlock>,
): Map<string, string> {
  const ownNames = new Set(own.map(({ name }) => name));
  const found = new Map<string, ScannedBlock>();
  const meet = ({ statements }: ScannedBlock): void => {
    for (const { field } of statements) {
      const other = blocks.get(field?.type ?? '');
      if (other === undefined || !isModel(other) || ownNames.has(other.name) || found.has(other.name))
        continue;
      found.set(other.name, other);
      if (isView(other)) meet(other);
    }
  };
  own.forEach(meet);

  const relatedTo = (block: ScannedBlock): ReadonlySet<string> => {
    const others = [...found.values()].filter((other) => other !== block && (isView(block) || isView(other)));
    return new Set([...ownNames, ...others.map(({ name }) => name)]);
  };
  const texts = new Map<string, string>();
  for (const block of found.values()) {
    const related = relatedTo(block);
    const referenced = [...own, ...found.values()]
      .filter(({ name }) => related.has(name))
      .flatMap(({ statements }) => statements)
      .flatMap(({ field }) => (field?.type === block.name ? field.to : []));
    texts.set(block.name, cutNeighbour(block, related, new Set(referenced)));
  }
  return texts;
}
