import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { type ProjectConfig } from '../../../config/project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { describeFailure } from '../../../files/describe-failure.ts';
import { stateFolder } from '../../../files/state-folder.ts';
import { writeMigrationFolder } from '../../../postgres/history/write-migration.ts';
import { editSchema, schemaEditSchema } from './edits/schema-edit.ts';

const texts = z.array(z.tuple([z.string(), z.string()]));

/** What a step writes and takes away; paths relative to the project. */
const stepSchema = z.strictObject({
  folders: z.array(z.strictObject({ id: z.string(), files: texts })),
  backfills: texts,
  edits: z.array(schemaEditSchema),
  from: z.enum(['original', 'between']),
  to: z.enum(['between', 'final']),
  gone: z.array(z.string()),
});

export type StepFiles = z.output<typeof stepSchema>;

/** How far a step was written; what was begun is finished by the next call. */
export type WrittenStep =
  | { readonly state: 'written'; readonly files: readonly string[] }
  | {
      readonly state: 'unchanged' | 'begun';
      readonly files: readonly string[];
      readonly problem: Diagnostic;
    };

/** Where backfills are. */
export function backfillFile({ migrationsDir }: Pick<ProjectConfig, 'migrationsDir'>, name: string): string {
  return path.posix.join(path.posix.dirname(migrationsDir), 'backfills', `${name}.ts`);
}

/**
 * Writes a step of several files. What it is about to do stands in one file first: a call that is killed half-way is finished
 * by the next one.
 */
export function writeStep(config: ProjectConfig, step: StepFiles): WrittenStep {
  try {
    writeFileAtomic.sync(journal(config), `${JSON.stringify(step)}\n`);
  } catch (error) {
    return { files: [], state: 'unchanged', problem: problemOf(error, config) };
  }
  try {
    return { files: carryOut(config, step), state: 'written' };
  } catch (error) {
    return { files: listStep(config, step), state: 'begun', problem: problemOf(error, config) };
  }
}

function problemOf(error: unknown, { projectDir }: ProjectConfig): Diagnostic {
  const problem = describeFailure(error, projectDir);
  if (!problem) throw error;
  return problem;
}

/** Finishes the step of a call that was killed; undefined: there was none. */
export function finishStep(config: ProjectConfig): string[] | undefined {
  const file = journal(config);
  if (!existsSync(file)) return undefined;
  return carryOut(config, stepSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
}

function carryOut(config: ProjectConfig, step: StepFiles): string[] {
  const { projectDir, migrationsDir } = config;
  const at = (file: string): string => path.join(projectDir, file);
  for (const [file, text] of step.backfills) {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileAtomic.sync(at(file), text);
  }
  for (const { id, files } of step.folders) {
    if (!existsSync(at(`${migrationsDir}/${id}`))) writeMigrationFolder(config, id, files);
  }
  for (const file of new Set(step.edits.map((edit) => edit.file))) {
    const own = step.edits.filter((edit) => edit.file === file);
    const text = readFileSync(at(file), 'utf8');
    // All of a file's lines or none: where they are not what they were, they are written already.
    const edited = editSchema(text, own, step.from, step.to);
    const again = editSchema(text, own, step.to, step.to);
    const isDone = again.missing.length === 0 && own.some((edit) => edit[step.to] !== null);
    if (!isDone && edited.missing.length === 0) writeFileAtomic.sync(at(file), edited.text);
  }
  for (const file of step.gone) rmSync(at(file), { force: true });
  rmSync(journal(config), { force: true });
  return listStep(config, step);
}

export function listStep(
  { migrationsDir }: ProjectConfig,
  { folders, backfills, edits }: StepFiles,
): string[] {
  return [
    ...folders.map(({ id }) => `${migrationsDir}/${id}`),
    ...backfills.map(([file]) => file),
    ...new Set(edits.map(({ file }) => file)),
  ];
}

export function isInProject({ projectDir }: ProjectConfig, file: string): boolean {
  return existsSync(path.join(projectDir, file));
}

/** In the folder that git never sees: it is about this checkout. */
function journal({ projectDir }: ProjectConfig): string {
  return path.join(stateFolder(projectDir), 'migrate-step.json');
}
