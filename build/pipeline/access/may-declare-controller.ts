import { harmlessPackages } from './harmless-packages.ts';

/**
 * False when a text can be seen to declare no controller, without its syntax tree: parsing costs ten times what this look does,
 * and most files are services, DTOs and functions. Whatever is not plain is `true`.
 *
 * A controller is a class with a decorator that leads to Nest's `Controller`. A decorator's name that the text has nowhere else
 * leads nowhere; one that it has once more, in an import from a harmless package, leads there.
 */
export function mayDeclareController(text: string): boolean {
  if (!/\bclass\b/.test(text)) return false;
  // An escape could spell any name; a list as the first argument may be what a compiler made of decorators.
  if (/\b(Controller|applyDecorators)\b|\\u|\((?:\s|\/\*[^]*?\*\/|\/\/.*)*\[/.test(text)) return true;
  const decorators = new Set<string>();
  // A decorator never follows a quote.
  for (const [, name] of text.matchAll(/(?<!['"`])@([A-Za-z_$][\w$]*)?/g)) {
    if (name === undefined) return true;
    decorators.add(name);
  }
  const imported = harmlessImports(text);
  const elsewhere = new Map<string, number>();
  for (const [name] of text.matchAll(/(?<!(?<!['"`])@|[\w$])[A-Za-z_$][\w$]*/g)) {
    if (decorators.has(name)) elsewhere.set(name, (elsewhere.get(name) ?? 0) + 1);
  }
  return [...elsewhere].some(([name, times]) => times > 1 || !imported.has(name));
}

function harmlessImports(text: string): ReadonlySet<string> {
  const imports = text.matchAll(/\bimport\s*\{([^{}]*)\}\s*from\s*['"]([^'"\n]+)['"]/g);
  return new Set(
    [...imports].flatMap(([, names = '', from = '']) =>
      harmlessPackages.test(from) ? names.split(',').map((name) => name.trim()) : [],
    ),
  );
}
