import { type JsonDocument } from '../../config/read-json.ts';
import { type Manifest } from '../../model/discovered-component.ts';

/**
 * The extensions of a manifest with their places.
 *
 * @param path of the list in the document
 */
export function locateExtensions(
  document: JsonDocument,
  path: readonly string[],
  names: readonly string[],
): Pick<Manifest, 'extensions'> {
  if (names.length === 0) return {};
  return {
    extensions: names.map((name, index) => ({ name, location: document.locate([...path, index], false) })),
  };
}
