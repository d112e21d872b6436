import { type Diagnostic, type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { readCode } from '../../pipeline/discover/code/read-code.js';
import { findRoutes } from '../../pipeline/discover/find-routes.ts';
import { type ComponentSource, isCode } from '../../pipeline/discover/read-sources.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { inspectCodes } from './inspect-codes.ts';

/** A route of a component, read from its controllers without starting it. */
export interface ComponentRoute {
  readonly method: string;
  readonly path: string;
  /** `Class.method`. */
  readonly handler: string;
  readonly location: SourceLocation;
}

/** The routes that can be read, and the controllers that cannot: theirs are not known. */
export interface ComponentRoutes {
  /** By path and method. */
  readonly routes: readonly ComponentRoute[];
  readonly diagnostics: readonly Diagnostic[];
}

export function componentRoutes(
  component: string,
  sources: readonly ComponentSource[],
  projectDir: string,
  files: ProjectFiles,
): ComponentRoutes {
  const routes: ComponentRoute[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { file } of sources.filter((one) => isCode(one.file))) {
    const text = new TextDecoder('utf-8').decode(files.read(`${projectDir}/${file}`));
    // Parsing costs a hundred times what this look does, and few files are controllers.
    if (!text.includes('@nestjs/common') || !text.includes('Controller')) continue;
    const starts = lineStarts(text);
    const found = findRoutes(text);
    for (const { method, path, handler, offset } of found) {
      routes.push({ method, path, handler, location: { file, ...positionAt(starts, offset) } });
    }
    if (found.length === 0) diagnostics.push(...unreadable(component, file, text));
  }
  routes.sort((a, b) => compareText(a.path, b.path) || compareText(a.method, b.method));
  return { routes, diagnostics };
}

/** A file without routes may be one that the parser has given up. */
function unreadable(component: string, file: string, text: string): Diagnostic[] {
  const code = readCode(text);
  if (code.status === 'parsed') return [];
  const { reason, line, column } = code;
  return [
    {
      code: inspectCodes.unreadable,
      severity: 'error',
      component,
      message: `The routes in this file are not known, for it cannot be parsed: ${reason}.`,
      hint: 'Correct the syntax, then ask again.',
      location: { file, line, column },
    },
  ];
}
