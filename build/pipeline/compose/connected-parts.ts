import { groupBy } from '../../model/names/group-by.ts';

/**
 * Items in parts that nothing leads out of: two are in one part when one names the other, directly or through others.
 * Union-find; parts and the items of each are in the order they came in.
 *
 * @param namesOf keys of items that an item is to be with
 */
export function connectedParts<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  namesOf: (item: Item) => Iterable<string>,
): Item[][] {
  /** The way to the item a part is called after. */
  const parents = new Map<string, string>();
  const root = (key: string): string => {
    let end = key;
    for (let next = parents.get(end); next !== undefined; next = parents.get(end)) end = next;
    if (end !== key) parents.set(key, end);
    return end;
  };
  for (const item of items) {
    for (const name of namesOf(item)) {
      const [own, other] = [root(keyOf(item)), root(name)];
      if (own !== other) parents.set(own, other);
    }
  }
  return [...groupBy(items, (item) => root(keyOf(item))).values()];
}
