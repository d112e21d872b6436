import { type z } from 'zod';
import { type JsonDocument } from '../../config/read-json.ts';
import { type Manifest } from '../../model/discovered-component.ts';
import { type manifestSchema } from './manifest-schema.ts';

type Written = Pick<z.infer<typeof manifestSchema>, 'offers' | 'database'>;

/**
 * What a manifest says about the reach of database clients, with the places of the names in it.
 *
 * @param path of the manifest in the document
 */
export function locateAccess(
  document: JsonDocument,
  path: readonly string[],
  { offers, database }: Written,
): Pick<Manifest, 'writeOffers' | 'database'> {
  const offered = offers?.write ?? [];
  return {
    ...(offered.length > 0 && {
      writeOffers: offered.map((model, index) => ({
        model,
        location: document.locate([...path, 'offers', 'write', index], false),
      })),
    }),
    ...(database && { database }),
  };
}
