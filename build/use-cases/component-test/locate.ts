import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { positionAt, lineStarts } from '../../diagnostics/text-position.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';

/** Finds places in the author's files of one component. */
export interface Locator {
  /** The innermost place of a stack that is in the component. */
  inStack(stack: string): SourceLocation | undefined;
  /** Of `Class` or `Class.method`. */
  ofHandler(handler: string): SourceLocation | undefined;
  /** Where the component begins, for what has no better place. */
  readonly component: SourceLocation;
}

/**
 * @param dir the folder that stacks name
 * @param component its `path` is where it is in `dir`
 * @param shownPath where it is in the project
 */
export function createLocator(
  dir: string,
  { path, module }: Pick<DiscoveredComponent, 'path' | 'module'>,
  shownPath = path,
): Locator {
  return {
    inStack(stack) {
      const root = `${dir.replaceAll('\\', '/')}/`;
      for (const [, file = '', line, column] of stack
        .replaceAll('\\', '/')
        .replaceAll(/file:\/\/(?:\/(?=[A-Za-z]:))?/g, '')
        .matchAll(/((?:\/|[A-Za-z]:\/)[^\s():]+):(\d+):(\d+)/g)) {
        if (!file.startsWith(`${root}${path}/`)) continue;
        const inside = file.slice(root.length + path.length);
        return { file: `${shownPath}${inside}`, line: Number(line), column: Number(column) };
      }
      return undefined;
    },
    ofHandler(handler) {
      const [className = '', method] = handler.split('.');
      for (const file of sourceFiles(join(dir, path))) {
        const text = readFileSync(join(dir, path, file), 'utf8');
        const start = text.search(new RegExp(`\\bclass ${escape(className)}\\b`));
        if (start === -1) continue;
        const found = method === undefined ? -1 : text.slice(start).search(methodPattern(method));
        const [offset, name] = found === -1 ? [start + 6, className] : [start + found, method ?? ''];
        const { line, column } = positionAt(lineStarts(text), offset);
        return { file: `${shownPath}/${file}`, line, column, length: name.length };
      }
      return undefined;
    },
    component: { file: module?.file ?? shownPath, line: 1, column: 1 },
  };
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('test/'))
    .sort();
}

/** At the beginning of a line, after words such as `async`, before its parameters. */
function methodPattern(method: string): RegExp {
  return new RegExp(`(?<=\\n\\s*(?:(?:public|protected|override|async)\\s+)*)${escape(method)}(?=\\s*[(<])`);
}

function escape(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
