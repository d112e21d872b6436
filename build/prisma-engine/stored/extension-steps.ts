import { type DeclaredExtension } from './declared-extensions.ts';

/** What a script may begin with before anything that needs an extension: warnings, and the schemas extensions go into. */
const beginning = /^(?:\/\*[\s\S]*?\*\/\n)?(?:-- CreateSchema\nCREATE SCHEMA [^;]*;\n+)*/;
const emptyScript = '-- This is an empty migration.';

/** The engine's script with the extensions it lacks, made before they are used. */
export function withExtensions(script: string | null, missing: readonly DeclaredExtension[]): string | null {
  if (missing.length === 0) return script;
  const steps = missing.map(({ sql }) => `-- CreateExtension\n${sql}\n`).join('\n');
  if (script === null || script.trim() === '' || script.trim() === emptyScript) return steps;
  const [first = ''] = beginning.exec(script) ?? [];
  return `${first}${steps}\n${script.slice(first.length)}`;
}
