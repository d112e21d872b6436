import path from 'node:path';
import { types } from 'node:util';
import { checkSettings } from '../../../config/check-settings.ts';
import { loadTypeScript } from '../../../config/load-typescript.ts';
import { type ProjectConfig } from '../../../config/project-config.ts';
import { type Diagnostic, type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { hashText, withLineFeeds } from '../../../files/hash-text.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { parseScript } from '../../../postgres/sql/parse-script.ts';
import { backfillSchema, type LoadedBackfill } from './backfill.ts';
import { backfillCodes } from './backfill-codes.ts';

export interface ReadBackfills {
  /** Sorted by name, which is the order they run in. */
  readonly backfills: readonly LoadedBackfill[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Loads `backfills/*.ts` beside the migrations; a file that is wrong is a diagnostic and not in the list. */
export async function readBackfills(
  { projectDir, migrationsDir }: Pick<ProjectConfig, 'projectDir' | 'migrationsDir'>,
  files: ProjectFiles,
): Promise<ReadBackfills> {
  const folder = path.posix.join(path.posix.dirname(migrationsDir), 'backfills');
  const backfills: LoadedBackfill[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name } of files.find(`${projectDir}/${folder}`, ['*.ts'])) {
    const file = `${folder}/${name}`;
    const text = new TextDecoder().decode(files.read(`${projectDir}/${file}`));
    const read = await readOne(projectDir, { file, text });
    if ('name' in read) backfills.push(read);
    else diagnostics.push(...read);
  }
  return { backfills, diagnostics };
}

async function readOne(
  projectDir: string,
  { file, text }: { readonly file: string; readonly text: string },
): Promise<LoadedBackfill | Diagnostic[]> {
  const refuse = (message: string, hint?: string): Diagnostic => ({
    code: backfillCodes.invalid,
    severity: 'error',
    message,
    ...(hint === undefined ? {} : { hint }),
    location: { file, line: 1, column: 1 },
  });
  let exported: unknown;
  try {
    exported = defaultExport(await loadTypeScript(`${projectDir}/${file}`));
  } catch (error) {
    const [reason = ''] = (types.isNativeError(error) ? error.message : String(error)).split('\n');
    return [refuse(`The backfill cannot be loaded: ${reason}.`)];
  }
  if (exported === undefined) return [refuse('It has no default export.', 'Write `export default { … }`.')];
  const checked = checkSettings(backfillSchema, exported);
  if ('problems' in checked) return checked.problems.map(({ message, hint }) => refuse(message, hint));
  const { sql, transform, table, schema, key, where, batch, never } = checked.data;
  const wrong = sql === undefined ? undefined : await findMistake(sql);
  if (wrong)
    return [{ ...refuse(wrong.message), location: placeInSql(wrong.offset, sql ?? '', { file, text }) }];
  const texts = [where, sql, transform?.toString()];
  const does = [
    ...[table, schema, key].map((one) => one ?? null),
    ...texts.map((one) => (one === undefined ? null : withLineFeeds(one))),
  ];
  return {
    name: path.posix.basename(file, '.ts'),
    file,
    fingerprint: hashText(JSON.stringify(does)),
    ...{ table, schema, key, where, batch, never },
    work: transform ? { kind: 'transform', transform } : { kind: 'sql', sql: sql ?? '' },
  };
}

/** What would run once for every row of the table, or not at all, is said before anything runs. */
async function findMistake(
  sql: string,
): Promise<{ readonly message: string; readonly offset: number } | undefined> {
  const { statements, problem } = await parseScript(sql);
  if (problem) return { message: `"sql" cannot be read: ${problem.message}.`, offset: problem.offset };
  const [statement, second] = statements;
  if (!statement || second) return { message: '"sql" must be one statement.', offset: second?.start ?? 0 };
  const offset = statement.start;
  if (/^with\b/i.test(statement.text)) {
    return { message: '"sql" must not begin with WITH: `batch` is put before it.', offset };
  }
  const reads = statement.objects.some((one) => one.name === 'batch' && one.touch === 'read' && !one.schema);
  if (reads) return undefined;
  return { message: '"sql" never reads `batch`, so it would do everything again for each batch.', offset };
}

/** In the author's file, where the SQL stands there as it is; else the file. */
function placeInSql(
  offset: number,
  sql: string,
  { file, text }: { readonly file: string; readonly text: string },
): SourceLocation {
  const start = text.indexOf(sql);
  return { file, ...positionAt(lineStarts(text), start === -1 ? 0 : start + offset) };
}

/** A file of a CommonJS project is wrapped once more. */
function defaultExport(loaded: unknown): unknown {
  const inner = property(loaded, 'default');
  return property(inner, '__esModule') === true ? property(inner, 'default') : inner;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
