import { isBuiltin } from 'node:module';
import path from 'node:path';
import { type WebpackError } from 'webpack';
import { readTextFile } from '../../files/read-text-file.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { findPackage } from '../../pipeline/discover/packages/find-package.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { buildCodes } from './build-codes.ts';
import { findImportPlace, importAt } from './find-import-place.ts';
import { findSyntaxError } from './find-syntax-error.ts';
import { originalPlace } from './original-place.ts';

/** What a build error is about. */
interface About {
  readonly projectDir: string;
  /** Absolute path of the author's file. */
  readonly path: string;
  readonly source: string;
  readonly diagnostic: Pick<Diagnostic, 'severity' | 'component'>;
  /** Relative to the project, with `/`. */
  readonly file: string;
}

/** An error or a warning of webpack's as everything else that is wrong with a project. */
export function explainBuildError(
  error: WebpackError,
  severity: Diagnostic['severity'],
  projectDir: string,
): Diagnostic {
  const resource: unknown = Reflect.get(error.module ?? {}, 'resource');
  const message = firstSentence(error.message, projectDir);
  if (typeof resource !== 'string') return { code: buildCodes.moduleFailed, severity, message };
  const file = path.relative(projectDir, resource).split(path.sep).join('/');
  const component = /^src\/components\/([^/]+)\//.exec(file)?.[1];
  const about: About = {
    projectDir,
    path: resource,
    source: readSource(resource),
    diagnostic: { severity, ...(component === undefined ? {} : { component }) },
    file,
  };
  if (error.name === 'ModuleNotFoundError') return importNotFound(error, about);
  if (error.name === 'ModuleBuildError' || error.name === 'ModuleParseError')
    return syntaxError(error, about);
  const missing = /^export '(?<name>[^']+)' .*?was not found in '(?<from>[^']+)'/.exec(error.message)?.groups;
  if (missing?.['name'] !== undefined) return exportNotFound(missing['name'], missing['from'] ?? '', about);
  const place = originalPlace(error) ?? { line: 1, column: 1 };
  return { ...about.diagnostic, code: buildCodes.moduleFailed, message, location: { file, ...place } };
}

function importNotFound(error: WebpackError, about: About): Diagnostic {
  const request = requestOf(error.message) ?? importAt(about.source, originalPlace(error));
  return {
    ...about.diagnostic,
    code: buildCodes.importNotFound,
    ...describeRequest(request, about),
    location: { file: about.file, ...findImportPlace(about.source, request) },
  };
}

/** What was asked for, in the words of the resolver. */
function requestOf(message: string): string | undefined {
  const written = /Can't resolve '([^']+)'|Node has no module "([^"]+)"/.exec(message);
  return written?.[1] ?? written?.[2];
}

function describeRequest(
  request: string,
  { projectDir, path: from, file }: About,
): Pick<Diagnostic, 'message' | 'hint'> {
  const isPath = /^(\.{1,2}(\/|$)|@\/|\/)/.test(request);
  if (isPath) {
    const target = request.startsWith('@/')
      ? path.posix.join('src', request.slice(2))
      : path.posix.join(path.posix.dirname(file), request);
    return {
      message: `"${request}" is not there: this project has no file ${target}.`,
      hint: 'Correct the path, or write the file.',
    };
  }
  if (request.startsWith('node:')) {
    return { message: `Node has no module "${request}".`, hint: 'Correct the name.' };
  }
  const name = /^(@[^/]+\/)?[^/]+/.exec(request)?.[0] ?? request;
  const found = findPackage(name, path.dirname(from), diskFiles) ?? findPackage(name, projectDir, diskFiles);
  if (!found) {
    return {
      message: `Package "${name}" is not installed.`,
      hint: isBuiltin(name) ? `Write "node:${name}".` : `Install it: npm install ${name}`,
    };
  }
  return {
    message: `Package "${name}" is installed, but has nothing to import as "${request}".`,
    hint: `Import what "exports" in ${name}/package.json names.`,
  };
}

function exportNotFound(name: string, from: string, { diagnostic, file, source }: About): Diagnostic {
  return {
    ...diagnostic,
    code: buildCodes.exportNotFound,
    message: `"${from}" exports no "${name}".`,
    hint: `Export it there, or correct the name. A type is imported with \`import type\`.`,
    location: { file, ...findImportPlace(source, from, name) },
  };
}

function syntaxError(
  error: WebpackError,
  { path: of, file, source, diagnostic, projectDir }: About,
): Diagnostic {
  const found = findSyntaxError(of, source, error);
  if (found === undefined) {
    const message = firstSentence(
      error.message.replace(/^Module (build|parse) failed(?: \(from [^\n]*\))?:\s*/, ''),
      projectDir,
    );
    const place = originalPlace(error) ?? { line: 1, column: 1 };
    const hint = error.message.includes('appropriate loader')
      ? 'Add a rule for such files to "module.rules" in webpack.config.js, or do not import it.'
      : undefined;
    return {
      ...diagnostic,
      code: buildCodes.moduleFailed,
      message,
      ...(hint === undefined ? {} : { hint }),
      location: { file, ...place },
    };
  }
  const { reason, line, column } = found;
  return { ...diagnostic, code: buildCodes.syntax, message: reason, location: { file, line, column } };
}

function readSource(file: string): string {
  try {
    return readTextFile(file);
  } catch {
    // It went away since: its name has to do.
    return '';
  }
}

/** Without the stacks and drawings of loaders, and without paths of this machine. */
function firstSentence(message: string, projectDir: string): string {
  const [line = ''] = message
    .replace(/^Module not found: /, '')
    .replace(/^(\w*Error: )+/, '')
    .split('\n');
  return line.trim().replaceAll(`${projectDir}/`, '').replaceAll(projectDir, '.');
}
