import { diffSchemas } from '../../../../prisma-engine/diff-schemas.ts';
import { type Session } from '../../../../postgres/connection/open-session.ts';
import { sendScript } from '../../../../prisma-engine/send-script.ts';
import { withThrowAwayDatabase } from '../../../../postgres/throw-away/throw-away-database.ts';
import { type EngineTarget } from '../../../../postgres/throw-away/engine-target.ts';
import { readShapes } from './read-shapes.ts';
import { type TableShape } from './table-shape.ts';

/** A schema as the composer gives it, `[path, text]`. */
export type SchemaFiles = readonly (readonly [path: string, text: string])[];
/** Migrations, oldest first. */
export type Scripts = readonly (readonly [name: string, sql: string])[];

/** The tables that migrations build, and what they give to questions that have no rows. */
export async function shapesOfScripts(
  scripts: Scripts,
  target: EngineTarget,
  probes: readonly string[] = [],
): Promise<TableShape[]> {
  return await withThrowAwayDatabase(target, async (session) => {
    for (const [, sql] of scripts) await run(session, sql);
    for (const probe of probes) await run(session, probe);
    return await readShapes(session);
  });
}

/** The tables a schema wants. */
export async function shapesOfSchema(files: SchemaFiles, target: EngineTarget): Promise<TableShape[]> {
  const { text } = await diffSchemas({ kind: 'empty' }, { kind: 'files', files });
  return await withThrowAwayDatabase(target, async (session) => {
    await run(session, text);
    return await readShapes(session);
  });
}

async function run({ pool }: Session, sql: string): Promise<void> {
  if (sql.trim() !== '') await sendScript(pool, sql);
}
