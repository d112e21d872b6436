import { type SqlLiteral } from '../../../pipeline/compose/literals/sql-literal.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { diffSchemas } from '../../../prisma-engine/diff-schemas.ts';
import { EngineError } from '../../../postgres/connection/engine-error.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { parseScript } from '../../../postgres/sql/parse-script.ts';
import { type SqlScript, type UnreadableSql } from '../../../postgres/sql/sql-statement.ts';
import { utf8Offsets } from '../../../postgres/sql/utf8-offsets.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { missingExtensionHint } from '../missing-extension.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';
import { checkLiterals } from './check-literals.ts';
import { literalAt } from './literal-at.ts';

/** What a replay needs to know of the project. */
export interface ReplayInput {
  /** Absolute. */
  readonly migrationsDir: string;
  readonly migrations: readonly Migration[];
  /** The composed schema, `[path, text]`. */
  readonly schemaFiles: readonly (readonly [path: string, text: string])[];
  /** Tables and enums of retired components. */
  readonly external: { readonly tables: readonly string[]; readonly enums: readonly string[] };
  /** SQL in the authors' schemas. */
  readonly literals: readonly SqlLiteral[];
}

/** The way from what the history builds to the schema as it is: what `prisma migrate dev` would write. */
export type Replay =
  | { readonly ok: true; readonly next: SqlScript }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Replays the history on an empty database and compares what it builds with the schema. What cannot be read is no answer: SQL
 * that PostgreSQL refuses would hide everything beside it.
 *
 * @param target not needed without migrations
 * @throws EngineError when the server cannot be used
 */
export async function replayHistory(input: ReplayInput, target: EngineTarget | undefined): Promise<Replay> {
  const broken = await checkLiterals(input.literals);
  if (broken.length > 0) return { ok: false, diagnostics: broken };
  try {
    const { text, isEmpty } = await diffSchemas(
      input.migrations.length === 0
        ? { kind: 'empty' }
        : { kind: 'scripts', scripts: input.migrations.map(({ id, sql }) => [id, sql]) },
      { kind: 'files', files: input.schemaFiles },
      { ...(target ? { target } : {}), external: input.external },
    );
    const next = await parseScript(isEmpty ? '' : text);
    if (next.problem) return { ok: false, diagnostics: [describeUnreadable(next, input)] };
    if (!isEmpty && next.statements.length === 0) throw nothingWritten();
    return { ok: true, next };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'P3006') throw error;
    return { ok: false, diagnostics: [describeFailure(error, input.migrations)] };
  }
}

function nothingWritten(): EngineError {
  return new EngineError(
    undefined,
    "Prisma's schema engine finds a difference between migrations and schema, and writes no statement for it.",
  );
}

/** Each piece of SQL is fine by itself, and what Prisma makes of all of them is not. */
function describeUnreadable({ text, problem }: UnreadableSql, { literals }: ReplayInput): Diagnostic {
  const found = literalAt(text, problem.offset, literals);
  const line = text.split('\n')[problem.line - 1]?.trim() ?? '';
  return {
    code: migrateCodes.unreadable,
    severity: 'error',
    message: `PostgreSQL cannot read the next migration, as Prisma would write it: ${problem.message}, in "${line}".`,
    hint: 'Correct the SQL in the schema that stands there; `npx prisma migrate dev --create-only` shows all of it.',
    ...(found ? { component: found.literal.owner.component, location: found.literal.location } : {}),
  };
}

function describeFailure(error: EngineError, migrations: readonly Migration[]): Diagnostic {
  const { migration_name: id, database_error: words, position } = error.meta;
  const migration = migrations.find((one) => one.id === id);
  const sql = migration?.sql ?? '';
  const offset = typeof position === 'number' ? utf8Offsets(sql).fromCharacters(position - 1) : 0;
  const reason = typeof words === 'string' ? words : error.message;
  return {
    code: migrateCodes.fails,
    severity: 'error',
    message: `Migration "${String(id)}" fails on an empty database with the migrations before it: ${reason}`,
    hint:
      missingExtensionHint(reason) ??
      'Mend the migration if it was applied nowhere; else add one before it that makes what it misses, and mark it as applied where the history is complete: `npx prisma migrate resolve --applied <name>`.',
    ...(migration ? { location: { file: migration.file, ...positionAt(lineStarts(sql), offset) } } : {}),
  };
}
