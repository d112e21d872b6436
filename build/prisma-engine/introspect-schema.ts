import { type EngineTarget } from '../postgres/throw-away/engine-target.ts';
import { withEngine } from './with-engine.ts';

/**
 * The schema as a database has it: what `prisma db pull` would write over these files. Nothing is written.
 *
 * @param files `[path, text]`
 * @param schemas of PostgreSQL, where the files use `@@schema`
 */
export async function introspectSchema(
  target: EngineTarget,
  files: readonly (readonly [path: string, text: string])[],
  schemas: readonly string[] = [],
): Promise<readonly (readonly [path: string, text: string])[]> {
  const request = {
    schema: { files: files.map(([path, content]) => ({ path, content })) },
    baseDirectoryPath: '/',
    force: false,
    compositeTypeDepth: -1,
    namespaces: schemas.length === 0 ? null : [...schemas],
  };
  const { schema } = await withEngine(target, request, (engine, input) => engine.introspect(input));
  return schema.files.map(({ path, content }) => [path, content]);
}
