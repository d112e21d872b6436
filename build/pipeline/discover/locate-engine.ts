import { type JsonDocument } from '../../config/read-json.ts';
import { type Manifest } from '../../model/discovered-component.ts';

/**
 * The versions of the platform that a manifest asks for, with their place.
 *
 * @param path of the manifest in the document
 */
export function locateEngine(
  document: JsonDocument,
  path: readonly string[],
  engines: { readonly tessera?: string | undefined } | undefined,
): Pick<Manifest, 'engine'> {
  if (engines?.tessera === undefined) return {};
  const location = document.locate([...path, 'engines', 'tessera'], false);
  return { engine: { range: engines.tessera, location } };
}
