import { type Cache, derive, Kind } from '../incremental/derive.ts';
import { isDeclaration } from '../prisma-language/is-declaration.ts';
import { readDeclarations } from '../prisma-language/read-declarations.ts';
import { scanBlocks } from '../prisma-language/scan-blocks.ts';
import { TokenMemory } from '../prisma-language/token-memory.ts';
import { TokenPlaces } from '../prisma-language/token-places.ts';
import { isScalarType } from './names/reserved-names.ts';
import { ScannedSource } from './scanned-source.ts';
import { type SchemaSource } from './schema-source.ts';

const scans = new Kind<ScannedSource>();
const memory = new TokenMemory();

/** Reads a schema file of a component; everything that is known of the file follows from this one reading. */
export function scanSource(cache: Cache, source: SchemaSource, component: string): ScannedSource {
  return derive(cache, scans, source.file, [source.text, source.isDamaged, component], () => {
    const tokens = new TokenPlaces(source.text, { memory });
    const blocks = scanBlocks(tokens);
    const declarations = readDeclarations(blocks.filter(isDeclaration), tokens);
    const own = new Set(declarations.map(({ block }) => block.name));
    return new ScannedSource(
      source,
      component,
      blocks,
      declarations,
      (type) => !own.has(type) && !isScalarType(type),
    );
  });
}
