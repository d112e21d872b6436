/**
 * @template Key, Item
 * @param {readonly Item[] | undefined} items a schema without models has no list of some types
 * @param {(item: Item) => Key} keyOf
 * @returns {Map<Key, Item>}
 */
export function mapOf(items, keyOf) {
  return new Map((items ?? []).map((item) => [keyOf(item), item]));
}
