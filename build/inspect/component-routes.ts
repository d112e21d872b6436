import { type SourceLocation } from '../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../diagnostics/text-position.ts';
import { compareText } from '../diagnostics/sort-diagnostics.ts';
import { findRoutes } from '../discover/find-routes.ts';
import { type ComponentSource, isCode } from '../discover/read-sources.ts';
import { type ProjectFiles } from '../files/project-files.ts';

/** A route of a component, read from its controllers without starting it. */
export interface ComponentRoute {
  readonly method: string;
  readonly path: string;
  /** `Class.method`. */
  readonly handler: string;
  readonly location: SourceLocation;
}

/** By path and method. */
export function componentRoutes(
  sources: readonly ComponentSource[],
  projectDir: string,
  files: ProjectFiles,
): ComponentRoute[] {
  return sources
    .filter(({ file }) => isCode(file))
    .flatMap(({ file }) => {
      const text = new TextDecoder('utf-8').decode(files.read(`${projectDir}/${file}`));
      // Parsing costs a hundred times what this look does, and few files are controllers.
      if (!text.includes('@nestjs/common') || !text.includes('Controller')) return [];
      const starts = lineStarts(text);
      return findRoutes(text).map(({ method, path, handler, offset }) => ({
        method,
        path,
        handler,
        location: { file, ...positionAt(starts, offset) },
      }));
    })
    .sort((a, b) => compareText(a.path, b.path) || compareText(a.method, b.method));
}
