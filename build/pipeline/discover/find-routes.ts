import { type ClassDeclaration, type ClassMember, type Decorator, type Expression } from '@swc/core';
import { type Module, type ModuleItem, parseSync } from '@swc/core';
import { compiledDecorators } from './code/compiled-decorators.js';
import { type NestDecorators, nestDecorators } from './nest-decorators.ts';
import { type TextReader, textReader } from './text-reader.ts';

/** A route as the decorators of a controller say it. */
export interface WrittenRoute {
  readonly method: string;
  /** Begins with `/`; a part that is no text in this file stands as `<…>`. */
  readonly path: string;
  /** `Class.method`. */
  readonly handler: string;
  /** UTF-16 offset of the method's name. */
  readonly offset: number;
}

/** Nest's decorators that make a route, and the HTTP methods they stand for where that is another word. */
const decoratorNames =
  /^(Get|Post|Put|Patch|Delete|Head|Options|All|Search|Propfind|Proppatch|Mkcol|Copy|Move|Lock|Unlock|Sse|QueryMethod)$/;
const otherWords = new Map([
  ['Sse', 'GET'],
  ['QueryMethod', 'QUERY'],
]);

function methodOf(decorator: string | undefined): string | undefined {
  if (decorator === undefined || !decoratorNames.test(decorator)) return undefined;
  return otherWords.get(decorator) ?? decorator.toUpperCase();
}

interface ClassRoutes {
  readonly name: string;
  readonly base: string | undefined;
  /** Undefined: no controller. */
  readonly prefixes: readonly string[] | undefined;
  readonly own: readonly {
    readonly method: string;
    readonly path: string;
    readonly name: string;
    readonly start: number;
  }[];
}

/**
 * The routes of the controllers in a TypeScript file, or in what was compiled of one, in the order they are written; nothing when it cannot be parsed,
 * which the compiler reports. A base class counts when it is in the same file.
 */
export function findRoutes(source: string): WrittenRoute[] {
  let module: Module;
  try {
    module = parseSync(source, { syntax: 'typescript', decorators: true, target: 'es2022' });
  } catch {
    // The compiler says what is wrong, with better words.
    return [];
  }
  const nestName = nestDecorators(module.body);
  const textsOf = textReader(module.body);
  const written = module.body.flatMap((item) => classOf(item));
  const classes = [
    ...written.map((one) => readClass(one, nestName, textsOf)),
    ...readCompiled(module.body, nestName, textsOf),
  ];
  const byName = new Map(classes.map((one) => [one.name, one]));
  const bytes = Buffer.from(source, 'utf8');
  return classes.flatMap(({ name, prefixes = [], base, own }) => {
    const overridden = new Set(own.map((route) => route.name));
    const inherited = (base === undefined ? [] : (byName.get(base)?.own ?? [])).filter(
      (route) => !overridden.has(route.name),
    );
    return prefixes.flatMap((prefix) =>
      [...own, ...inherited].map((route) => ({
        method: route.method,
        path: joinPath(prefix, route.path),
        handler: `${name}.${route.name}`,
        // The parser counts bytes from 1.
        offset: bytes.subarray(0, route.start - 1).toString('utf8').length,
      })),
    );
  });
}

function classOf(item: ModuleItem): ClassDeclaration[] {
  if (item.type === 'ClassDeclaration') return [item];
  const isExported = item.type === 'ExportDeclaration' && item.declaration.type === 'ClassDeclaration';
  return isExported && item.declaration.type === 'ClassDeclaration' ? [item.declaration] : [];
}

function readClass(
  { identifier, decorators = [], superClass, body }: ClassDeclaration,
  nestName: NestDecorators,
  textsOf: TextReader,
): ClassRoutes {
  const controller = decorators.find((one) => nestName(one) === 'Controller');
  return {
    name: identifier.value,
    base: superClass?.type === 'Identifier' ? superClass.value : undefined,
    prefixes: controller && textsOf(pathArgument(controller)),
    own: body.flatMap((member) => readMember(member, nestName, textsOf)),
  };
}

function readMember(member: ClassMember, nestName: NestDecorators, textsOf: TextReader): ClassRoutes['own'] {
  if (member.type !== 'ClassMethod' || member.key.type !== 'Identifier') return [];
  const { value: name, span } = member.key;
  return routesOf(member.function.decorators ?? [], { name, start: span.start }, nestName, textsOf);
}

function routesOf(
  decorators: readonly Decorator[],
  handler: { readonly name: string; readonly start: number },
  nestName: NestDecorators,
  textsOf: TextReader,
): ClassRoutes['own'] {
  return decorators.flatMap((decorator) => {
    const method = methodOf(nestName(decorator));
    if (method === undefined) return [];
    return textsOf(pathArgument(decorator)).map((path) => ({ method, path, ...handler }));
  });
}

/** The classes of compiled code, whose decorators are calls. */
function readCompiled(
  items: readonly ModuleItem[],
  nestName: NestDecorators,
  textsOf: TextReader,
): ClassRoutes[] {
  const found = compiledDecorators(items);
  return [...new Set(found.map(({ className }) => className))].map((name) => {
    const parts = found.filter(({ className }) => className === name);
    const onClass = parts.filter(({ method }) => !method).flatMap(({ decorators }) => decorators);
    const controller = onClass.find((one) => nestName(one) === 'Controller');
    return {
      name,
      base: undefined,
      prefixes: controller && textsOf(pathArgument(controller)),
      own: parts.flatMap(({ method, decorators }) =>
        method ? routesOf(decorators, method, nestName, textsOf) : [],
      ),
    };
  });
}

/** `@Controller('x')`, or the `path` of `@Controller({ path: 'x' })`. */
function pathArgument({ expression }: Decorator): Expression | undefined {
  const argument = expression.type === 'CallExpression' ? expression.arguments[0]?.expression : undefined;
  if (argument?.type !== 'ObjectExpression') return argument;
  for (const property of argument.properties) {
    const isPath = property.type === 'KeyValueProperty' && property.key.type === 'Identifier';
    if (isPath && property.key.type === 'Identifier' && property.key.value === 'path') return property.value;
  }
  return undefined;
}

function joinPath(prefix: string, path: string): string {
  return `/${[prefix, path].flatMap((part) => part.split('/').filter((word) => word !== '')).join('/')}`;
}
