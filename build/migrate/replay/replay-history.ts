import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { diffSchemas } from '../../schema-engine/diff-schemas.ts';
import { EngineError } from '../../schema-engine/engine-error.ts';
import { type EngineTarget } from '../../schema-engine/with-engine.ts';
import { parseScript } from '../../sql/parse-script.ts';
import { type SqlScript } from '../../sql/sql-statement.ts';
import { utf8Offsets } from '../../sql/utf8-offsets.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type Migration } from '../read-migrations.ts';

/** What a replay needs to know of the project. */
export interface ReplayInput {
  /** Absolute. */
  readonly migrationsDir: string;
  readonly migrations: readonly Migration[];
  /** The composed schema, `[path, text]`. */
  readonly schemaFiles: readonly (readonly [path: string, text: string])[];
  /** Tables and enums of retired components. */
  readonly external: { readonly tables: readonly string[]; readonly enums: readonly string[] };
}

/** The way from what the history builds to the schema as it is: what `prisma migrate dev` would write. */
export type Replay =
  | { readonly ok: true; readonly next: SqlScript }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Replays the history on an empty database and compares what it builds with the schema.
 *
 * @param target not needed without migrations
 * @throws EngineError when the server cannot be used
 */
export async function replayHistory(input: ReplayInput, target: EngineTarget | undefined): Promise<Replay> {
  try {
    const { text, isEmpty } = await diffSchemas(
      input.migrations.length === 0
        ? { kind: 'empty' }
        : { kind: 'scripts', scripts: input.migrations.map(({ id, sql }) => [id, sql]) },
      { kind: 'files', files: input.schemaFiles },
      { ...(target ? { target } : {}), external: input.external },
    );
    return { ok: true, next: await parseScript(isEmpty ? '' : text) };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'P3006') throw error;
    return { ok: false, diagnostics: [describeFailure(error, input.migrations)] };
  }
}

function describeFailure(error: EngineError, migrations: readonly Migration[]): Diagnostic {
  const { migration_name: id, database_error: words, position } = error.meta;
  const migration = migrations.find((one) => one.id === id);
  const sql = migration?.sql ?? '';
  const offset = typeof position === 'number' ? utf8Offsets(sql).fromCharacters(position - 1) : 0;
  return {
    code: migrateCodes.fails,
    severity: 'error',
    message: `Migration "${String(id)}" fails on an empty database with the migrations before it: ${typeof words === 'string' ? words : error.message}`,
    hint: 'Mend the migration if it was applied nowhere; else add one before it that makes what it misses, and mark it as applied where the history is complete: `npx prisma migrate resolve --applied <name>`.',
    ...(migration ? { location: { file: migration.file, ...positionAt(lineStarts(sql), offset) } } : {}),
  };
}
