import { parseSync } from '@swc/core';

/** A module name as it is written in an import, an export or an import() call. */
export interface WrittenImport {
  readonly specifier: string;
  /** UTF-16 offset of the name, after its quote. */
  readonly offset: number;
}

/**
 * Every module a TypeScript or JavaScript file names. Of one that cannot be parsed, which the compiler reports, everything
 * between quotes counts: what it may import must not be taken for unused.
 */
export function findImports(source: string): WrittenImport[] {
  let module: unknown;
  try {
    module = parseSync(source, { syntax: 'typescript', decorators: true, target: 'es2022' });
  } catch {
    return quoted(source);
  }
  const bytes = Buffer.from(source, 'utf8');
  const found: WrittenImport[] = [];
  for (const { value, start } of literals(module)) {
    // The parser counts bytes from 1, and the first one is the quote.
    found.push({ specifier: value, offset: bytes.subarray(0, start - 1).toString('utf8').length + 1 });
  }
  return found.sort((a, b) => a.offset - b.offset);
}

function quoted(source: string): WrittenImport[] {
  return [...source.matchAll(/(['"`])([^'"`\n]+)\1/g)].map(({ 2: specifier = '', index }) => ({
    specifier,
    offset: index + 1,
  }));
}

interface Literal {
  readonly value: string;
  readonly start: number;
}

function* literals(root: unknown): Generator<Literal> {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    const literal = asLiteral(moduleName(node));
    if (literal) yield literal;
    waiting.push(...children(node));
  }
}

/** The part of a node that names a module. */
function moduleName(node: object): unknown {
  switch (read(node, 'type')) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return read(node, 'source');
    case 'TsImportType':
      return read(node, 'argument');
    case 'TsExternalModuleReference':
      return read(node, 'expression');
    case 'CallExpression':
      return isImportCall(read(node, 'callee'))
        ? read(first(read(node, 'arguments')), 'expression')
        : undefined;
    default:
      return undefined;
  }
}

function isImportCall(callee: unknown): boolean {
  const type = read(callee, 'type');
  return type === 'Import' || (type === 'Identifier' && read(callee, 'value') === 'require');
}

function asLiteral(node: unknown): Literal | undefined {
  const [value, start] = [read(node, 'value'), read(read(node, 'span'), 'start')];
  if (read(node, 'type') !== 'StringLiteral') return undefined;
  return typeof value === 'string' && typeof start === 'number' ? { value, start } : undefined;
}

function read(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;
}

function children(node: object): unknown[] {
  return Object.values(node);
}

function first(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}
