import { packageModuleFiles } from '../compose/compose-package-modules.ts';
import { generatedMarker } from '../compose/generated-header.ts';
import { type OutputPlan, type PlannedFile } from '../compose/output-plan.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Cache } from '../../incremental/derive.ts';
import { readText as readFile } from '../../incremental/read-text.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { writeCodes } from './write-codes.ts';

/** What has to happen for the disk to be as planned; paths relative to the project, with `/`. */
export interface Changes {
  readonly write: readonly PlannedFile[];
  readonly remove: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** The schema folder as it is now: texts of our files by path. */
  readonly current: ReadonlyMap<string, string>;
}

/** Compares plan and disk. Files in the schema folder that are not ours are reported and stay as they are. */
export function compareWithDisk(
  plan: OutputPlan,
  config: ProjectConfig,
  files: ProjectFiles,
  cache: Cache,
): Changes {
  const readText = (path: string): string | undefined => {
    const entry = files.entry(`${config.projectDir}/${path}`);
    return entry && readFile(cache, files, entry);
  };
  const planned = [...plan.schemaFiles, ...plan.registryFiles];
  const paths = new Set(planned.map(({ path }) => path));
  const current = new Map<string, string>();
  const remove: string[] = [];
  const diagnostics: Diagnostic[] = [];

  for (const { name } of files.find(`${config.projectDir}/${config.schemaDir}`, ['**/*.prisma'])) {
    const path = `${config.schemaDir}/${name}`;
    const text = readText(path) ?? '';
    if (text.startsWith(generatedMarker)) current.set(path, text);
    if (paths.has(path)) continue;
    if (current.has(path)) remove.push(path);
    else diagnostics.push(stray(path));
  }
  for (const file of Object.values(packageModuleFiles)) {
    const path = `${config.generatedDir}/${file}`;
    if (!paths.has(path) && readText(path)?.startsWith(generatedMarker)) remove.push(path);
  }
  const write = planned.filter((file) => {
    const text = readText(file.path);
    if (text === file.text) return false;
    if (text !== undefined && !text.startsWith(generatedMarker)) diagnostics.push(inTheWay(file.path));
    return true;
  });
  return { write, remove, diagnostics, current };
}

function inTheWay(file: string): Diagnostic {
  return {
    code: writeCodes.foreignFile,
    severity: 'error',
    message: `"${file}" was not written by this tool, and is where a generated file belongs.`,
    hint: 'Move it away; models belong in the prisma/ folder of a component.',
    location: { file, line: 1, column: 1 },
  };
}

function stray(file: string): Diagnostic {
  return {
    code: writeCodes.foreignFile,
    severity: 'error',
    message: `"${file}" was not written by this tool, but Prisma loads every .prisma file in this folder.`,
    hint: 'Move it into the prisma/ folder of a component, or remove it.',
    location: { file, line: 1, column: 1 },
  };
}
