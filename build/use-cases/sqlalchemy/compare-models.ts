import path from 'node:path';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { writeCodes } from '../../pipeline/write/write-codes.ts';
import { type ModelsFile } from './models-file.ts';
import { modelsMarker } from './python/render-file.ts';
import { sqlalchemyCodes } from './sqlalchemy-codes.ts';

/** How a file on disk stands to what it has to be. */
export type ModelsState = 'fresh' | 'missing' | 'stale' | 'foreign';

export interface ComparedModels {
  readonly state: ModelsState;
  /** What is wrong, as CI says it; undefined for a fresh file. */
  readonly diagnostic: Diagnostic | undefined;
}

/** Line ends do not count: git may have changed them. */
export function compareModels(file: ModelsFile, projectDir: string, files: ProjectFiles): ComparedModels {
  const absolute = path.posix.join(projectDir, file.path);
  if (files.entry(absolute)?.kind === 'directory')
    return { state: 'foreign', diagnostic: foreign(file.path) };
  const bytes = files.read(absolute);
  if (bytes === undefined) {
    return { state: 'missing', diagnostic: outOfDate(file, `"${file.path}" does not exist.`) };
  }
  const text = new TextDecoder('utf-8').decode(bytes).replaceAll('\r\n', '\n');
  if (text === file.text) return { state: 'fresh', diagnostic: undefined };
  if (!text.startsWith(modelsMarker)) return { state: 'foreign', diagnostic: foreign(file.path) };
  return { state: 'stale', diagnostic: firstDifference(file, text) };
}

function firstDifference(file: ModelsFile, text: string): Diagnostic {
  const [found, expected] = [text.split('\n'), file.text.split('\n')];
  const at = Math.max(
    0,
    expected.findIndex((line, index) => line !== found[index]),
  );
  // Everything expected is there, and then something more.
  const index = expected[at] === found[at] ? expected.length : at;
  const show = (line: string | undefined) => (line === undefined ? 'nothing' : `\`${line.trim()}\``);
  const message = `"${file.path}" is not what the schema says: line ${index + 1} is ${show(found[index])} and has to be ${show(expected[index])}.`;
  return outOfDate(file, message, Math.min(index + 1, found.length));
}

function outOfDate(file: ModelsFile, message: string, line = 1): Diagnostic {
  return {
    code: sqlalchemyCodes.outOfDate,
    severity: 'error',
    message,
    hint: 'Run "tessera generate sqlalchemy" and commit the file; what the models say is changed in the Prisma schema.',
    location: { file: file.path, line, column: 1 },
  };
}

function foreign(file: string): Diagnostic {
  return {
    code: writeCodes.foreignFile,
    severity: 'error',
    message: `"${file}" was not written by this tool, and is where generated models belong.`,
    hint: 'Move it away, or have the models written to another file.',
    location: { file, line: 1, column: 1 },
  };
}
