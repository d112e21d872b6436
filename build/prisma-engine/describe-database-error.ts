import { EngineError } from '../postgres/connection/engine-error.ts';
import { type FailedScript } from './create-sql-adapter.ts';

/** How many lines before the failing one are shown. */
const CONTEXT_LINES = 5;

/**
 * P3018 as the native engine words it: the database's message, the place in the script, and every field of
 * the error. The WebAssembly engine says only "external connector error".
 */
export function migrationFailed(migrationName: string, failed: FailedScript): EngineError {
  const read = fieldReader(failed.error);
  const databaseError = `${displayError(failed.error)}${showPosition(failed)}\n\n${debugError(read)}`;
  const code = read('code') ?? 'none';
  return new EngineError(
    'P3018',
    `A migration failed to apply. New migrations cannot be applied before the error is recovered from. Read more about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve\n\nMigration name: ${migrationName}\n\nDatabase error code: ${code}\n\nDatabase error:\n${databaseError}\n`,
    { migration_name: migrationName, database_error_code: code, database_error: databaseError },
  );
}

/**
 * P3018 for a migration that the database gave up on: it was one transaction with its record, so nothing of either
 * is there. The native engine would leave a failed migration behind and want it resolved first.
 */
export function migrationInterrupted(migrationName: string, failed: FailedScript): EngineError {
  const databaseError = displayError(failed.error);
  return new EngineError(
    'P3018',
    `The migration \`${migrationName}\` was interrupted. Run the command again: unless it commits by itself, it is there as a whole or not at all.\n\nDatabase error:\n${databaseError}\n`,
    { migration_name: migrationName, database_error: databaseError },
  );
}

/** `ERROR: message`, then detail and hint, each on a line of its own. */
export function displayError(error: unknown): string {
  const read = fieldReader(error);
  const detail = read('detail');
  const hint = read('hint');
  return [
    `${read('severity') ?? 'ERROR'}: ${read('message') ?? String(error)}`,
    ...(detail === undefined ? [] : [`DETAIL: ${detail}`]),
    ...(hint === undefined ? [] : [`HINT: ${hint}`]),
  ].join('\n');
}

/** Where the database says the script fails: characters from 1. */
export function errorPosition(error: unknown): number | undefined {
  const position = Number(fieldReader(error)('position') ?? Number.NaN);
  return Number.isNaN(position) ? undefined : position;
}

/** The failing line of the script with those before it; empty when the database gave no position. */
export function showPosition({ script, error }: FailedScript): string {
  const position = errorPosition(error);
  if (position === undefined) return '';
  // PostgreSQL counts characters, not UTF-16 units.
  const before = Array.from(script)
    .slice(0, Math.max(position - 1, 0))
    .join('');
  const at = before.split('\n').length;
  const lines = script.split('\n');
  const numbered = (number: number): string => `\u001b[1m${String(number).padStart(3)}\u001b[0m`;
  const context: string[] = [];
  for (let number = Math.max(1, at - CONTEXT_LINES); number < at; number += 1) {
    const line = lines[number - 1] ?? '';
    context.push(`${numbered(number)}${line === '' ? '' : ' '}${line}`);
  }
  const failing = `\u001b[1m${String(at).padStart(3)}\u001b[1;31m ${lines[at - 1] ?? ''}\u001b[0m`;
  return `\n\nPosition:\n${[...context, failing].join('\n')}`;
}

/** The error's fields in the notation of the native engine's logs, which people search the web for. */
function debugError(read: (name: string) => string | undefined): string {
  const text = (name: string): string => {
    const value = read(name);
    return value === undefined ? 'None' : `Some(${JSON.stringify(value)})`;
  };
  const number = (name: string, wrap: (value: string) => string): string => {
    const value = read(name);
    return value === undefined ? 'None' : `Some(${wrap(value)})`;
  };
  const severity = read('severity') ?? 'ERROR';
  const fields = [
    `severity: ${JSON.stringify(severity)}`,
    `parsed_severity: Some(${severity.charAt(0)}${severity.slice(1).toLowerCase()})`,
    `code: SqlState(E${read('code') ?? ''})`,
    `message: ${JSON.stringify(read('message') ?? '')}`,
    `detail: ${text('detail')}`,
    `hint: ${text('hint')}`,
    `position: ${number('position', (value) => `Original(${value})`)}`,
    `where_: ${text('where')}`,
    ...['schema', 'table', 'column'].map((name) => `${name}: ${text(name)}`),
    `datatype: ${text('dataType')}`,
    `constraint: ${text('constraint')}`,
    `file: ${text('file')}`,
    `line: ${number('line', (value) => value)}`,
    `routine: ${text('routine')}`,
  ];
  return `DbError { ${fields.join(', ')} }`;
}

function fieldReader(error: unknown): (name: string) => string | undefined {
  return (name) => {
    if (typeof error !== 'object' || error === null) return undefined;
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : undefined;
  };
}
