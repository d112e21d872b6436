import { scanBlocks } from '../prisma-language/scan-blocks.ts';
import { scanTokens } from '../prisma-language/scan-tokens.ts';
import { TokenPlaces } from '../prisma-language/token-places.ts';
import { type WasmEngine } from './load-wasm-engine.ts';
import { allEntities } from './all-entities.ts';

/** No schema of that name exists, so that nothing is described. */
const nowhere = 'tessera_nowhere';

/**
 * Tells an engine the preview features of the schema it is started with. It is made without them, and only a comparison
 * with a database sets them: until then it takes every partial index of the history for missing, and `devDiagnostic`
 * keeps that in the cache that the next migration is written from.
 */
export async function setPreviewFeatures(engine: WasmEngine, texts: readonly string[]): Promise<void> {
  // Extensions are compared by us (stored/compare-as-stored.ts): it finds those of a database and none of a history.
  const features = texts.flatMap(readPreviewFeatures).filter((name) => name !== 'postgresqlExtensions');
  if (features.length === 0) return;
  const content = [
    `datasource db {\n  provider = "postgresql"\n  schemas  = ["${nowhere}"]\n}`,
    `generator client {\n  provider        = "prisma-client"\n  output          = "."\n  previewFeatures = ${JSON.stringify(features)}\n}`,
  ].join('\n');
  await engine.diff({
    from: { tag: 'schemaDatasource', files: [{ path: '/main.prisma', content }], configDir: '/' },
    to: { tag: 'empty' },
    script: false,
    exitCode: null,
    filters: allEntities,
  });
}

/** Of all generators, as Prisma unites them. */
function readPreviewFeatures(text: string): string[] {
  return scanBlocks(new TokenPlaces(text))
    .filter(({ kind }) => kind === 'generator')
    .flatMap(({ offset, closeOffset }) => {
      const tokens = scanTokens(text.slice(offset, closeOffset)).filter(({ kind }) => kind !== 'comment');
      const at = tokens.findIndex(({ kind, text: word }) => kind === 'word' && word === 'previewFeatures');
      if (at < 0) return [];
      const rest = tokens.slice(at);
      const end = rest.findIndex(({ text: symbol }) => symbol === ']');
      return rest
        .slice(0, end)
        .flatMap(({ kind, text: literal }) => (kind === 'string' ? literal.slice(1, -1) : []));
    });
}
