// npm run try:names: which names of the language a model or an enum cannot have. Writes the table that compose reads.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format } from 'prettier';
import { listCandidates } from './names/list-candidates.ts';
import { tryNames, type TriedKind } from './names/try-names.ts';

const url = process.env['DATABASE_URL'];
if (url === undefined)
  throw new Error('Set DATABASE_URL to a database that may be written to: tessera db url.');
const kinds: readonly TriedKind[] = ['model', 'enum'];
const names = listCandidates();
const trials = await tryNames(
  names.flatMap((name) => kinds.map((kind) => [name, kind] as const)),
  url,
);
const broken = kinds.map((kind) => {
  const found = trials.filter((one) => one.kind === kind && one.broken !== undefined);
  const entries = found.map((one) => `${one.name}: '${one.broken ?? ''}'`).join(', ');
  return `${kind}: { ${entries} }`;
});
const text = `// Made by \`npm run try:names\`. Do not edit: every name was generated, compiled and asked for.

/** Of ${names.length} names that JavaScript, Node or TypeScript declare, those that break, and where. */
export const brokenNames = { ${broken.join(', ')} } as const;
`;
const file = resolve(import.meta.dirname, '../build/model/names/broken-names.ts');
writeFileSync(file, await format(text, { parser: 'typescript', singleQuote: true, printWidth: 110 }));
console.log(
  `${names.length} names tried as ${kinds.join(' and ')}; ${trials.filter((one) => one.broken).length} break.`,
);
