import path from 'node:path';
import { type ProjectFiles } from '../../../files/project-files.ts';

/** What a Prisma configuration says of places, as far as its text shows it; it is never run. */
export interface PrismaPlaces {
  /** Relative to the project, with `/`; undefined where there is none. */
  readonly file: string | undefined;
  readonly schema: string | undefined;
  readonly migrations: string | undefined;
  /** It is the one that reads the composed schema, from `nestjs-tessera/prisma-config`. */
  readonly isOurs: boolean;
  /** Names of variables that stand where the URL is, in their order. */
  readonly urlVariables: readonly string[];
}

const extensions = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'];
const names = ['prisma.config', '.config/prisma'].flatMap((base) =>
  extensions.map((extension) => `${base}.${extension}`),
);
const text = String.raw`(["'\`])(?<text>[^"'\`]*)\1`;
const call = String.raw`(?:\w+\.)?(?:join|resolve)\((?<call>[^()]*)\)`;

/** Reads `prisma.config.ts` and its like, and `"prisma": { "schema": … }` of package.json, without loading them. */
export function readPrismaConfig(
  projectDir: string,
  packageSchema: string | undefined,
  files: ProjectFiles,
): PrismaPlaces {
  const file = names.find((name) => files.entry(`${projectDir}/${name}`));
  const bytes = file === undefined ? undefined : files.read(`${projectDir}/${file}`);
  const code = withoutComments(bytes ? new TextDecoder('utf-8').decode(bytes) : '');
  const folder = file === undefined ? '.' : path.posix.dirname(file);
  const inMigrations = /\bmigrations\s*:\s*\{([^}]*)/.exec(code)?.[1] ?? '';
  return {
    file,
    schema: placeAfter('schema', code, folder) ?? packageSchema,
    migrations: placeAfter('path', inMigrations, folder),
    isOurs: /\bprojectPrisma\s*\(/.test(code),
    urlVariables: variablesOf(/(?<!\w)url\s*:([^,}]*)/.exec(code)?.[1] ?? ''),
  };
}

/** The variables of `process.env.A`, `process.env['A']`, `env('A')`. */
export function variablesOf(code: string): string[] {
  const found = code.matchAll(/process\.env(?:\.(\w+)|\[\s*["'`](\w+)["'`]\s*\])|\benv\(\s*["'`](\w+)["'`]/g);
  return [...found].flatMap(([, a, b, c]) => a ?? b ?? c ?? []);
}

/** `key: 'a/b'`, or `key: join(__dirname, '..', 'a')`, which is relative to the file. */
function placeAfter(key: string, code: string, folder: string): string | undefined {
  const found = new RegExp(String.raw`(?<!\w)${key}\s*:\s*(?:${text}|${call})`).exec(code)?.groups;
  if (found?.['text'] !== undefined) return inProject(path.posix.normalize(found['text']));
  if (found?.['call'] === undefined) return undefined;
  const parts = [...found['call'].matchAll(new RegExp(text, 'g'))].map((part) => part.groups?.['text'] ?? '');
  const isHere = /__dirname|import\.meta/.test(found['call']);
  return inProject(path.posix.join(isHere ? folder : '.', ...parts));
}

function inProject(place: string): string | undefined {
  const plain = place.replace(/^\.\//, '').replace(/\/$/, '');
  return plain.startsWith('../') || plain.startsWith('/') || plain === '.' || plain === ''
    ? undefined
    : plain;
}

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(?<![:"'`\w])\/\/.*$/gm, '');
}
