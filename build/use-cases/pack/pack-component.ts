import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readTextFile } from '../../files/read-text-file.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { findImports } from '../../pipeline/discover/code/find-imports.ts';
import { compileCode } from './compile-code.ts';
import { emitDeclarations } from './emit-declarations.ts';
import { findLocalRanges } from './local-ranges.ts';
import { packCodes } from './pack-codes.ts';
import { packSource, type PackSource } from './pack-source.ts';
import { packageJson, platform, type ProjectPackage } from './package-json.ts';
import { type CodePlace, compiledName, type PackedImport } from './resolve-import.ts';
import { rewriteImports } from './rewrite-imports.ts';

/** A package in memory. */
export interface PackedComponent {
  /** By path in the package. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** What the caller should know. */
  readonly notes: readonly string[];
  /** What keeps the package from working; with one nothing is to be written. */
  readonly problems: readonly Diagnostic[];
}

interface PackInput {
  readonly config: ProjectConfig;
  readonly component: DiscoveredComponent;
  /** Name of the package. */
  readonly name: string;
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly project: ProjectPackage;
}

/** Makes a package from a component's folder or repository: code compiled to `dist/`, `prisma/`, documents, package.json. */
export function packComponent(input: PackInput): PackedComponent {
  const { config, component } = input;
  const root = path.join(config.projectDir, component.path);
  const source = packSource(component, config.projectDir);
  const files = new Map<string, string | Uint8Array>();
  const imports: { readonly from: string; readonly what: PackedImport }[] = [];
  const place = (file: string): CodePlace => {
    return { ...config, home: source.home, file: path.posix.join(component.path, file) };
  };
  for (const { file, target, isCode } of source.files) {
    const bytes = readFileSync(path.join(root, file));
    if (isCode) {
      const compiled = compileCode(file, bytes.toString('utf8'));
      const { text, imports: written } = rewriteImports(compiled, place(file));
      files.set(compiledName(target), text);
      imports.push(...written.map((what) => ({ from: file, what })));
    } else files.set(target, bytes);
  }
  if (files.has('dist/prisma/seed.js')) {
    files.set('prisma/seed.js', "export { seed } from '../dist/prisma/seed.js';\n");
  }
  const undescribed = addDeclarations(files, source, input, place);
  const module = component.module && compiledName(targetOf(component.module.file, source));
  const entry = ['dist/index.js', module].filter((one) => one !== undefined).find((one) => files.has(one));
  const packages = new Set(imports.flatMap(({ what }) => (what.kind === 'package' ? [what.package] : [])));
  const top = new Set([...files.keys()].map((file) => file.replace(/\/.*/, '')));
  files.set(
    'package.json',
    packageJson({
      ...input,
      entry,
      hasTypes: entry !== undefined && files.has(entry.replace(/\.js$/, '.d.ts')),
      module,
      imports: packages,
      files: [...top].sort(),
    }),
  );
  return {
    files,
    notes: [
      ...componentNotes(imports.map(({ what }) => what)),
      ...[...packages]
        .filter((one) => input.project.dependencies[one] === undefined)
        .map((one) => `"${one}" is not in the project's package.json: any version of it is asked for.`),
      ...imports
        .filter(({ from, what }) => from.startsWith('prisma/') && what.kind === 'door')
        .map(
          ({ from, what }) =>
            `${from} imports "${what.specifier}", which \`prisma db seed\` cannot find: import types only.`,
        ),
      ...undescribed.map((file) => `There are no types for ${file}.`),
    ],
    problems: [
      ...imports
        .filter(({ what }) => what.kind === 'unreachable')
        .map(({ from, what }) => unreachable(component, from, what.specifier, config.projectDir)),
      // The range of the platform is this one's own, whatever the project asks for.
      ...findLocalRanges({
        component: component.name,
        imports: new Set([...packages].filter((one) => one !== platform)),
        ...input.project,
      }),
    ],
  };
}

/** Places are looked up in the author's text: what was compiled has others. */
function unreachable(
  component: DiscoveredComponent,
  from: string,
  specifier: string,
  projectDir: string,
): Diagnostic {
  const file = `${component.path}/${from}`;
  const text = readTextFile(path.join(projectDir, file));
  const found = findImports(text).find((one) => one.specifier === specifier);
  const place = positionAt(lineStarts(text), found?.offset ?? 0);
  return {
    code: packCodes.unreachableImport,
    severity: 'error',
    component: component.name,
    message: `${file} imports "${specifier}", which no package can reach.`,
    hint: 'Move what is imported into the component, or import it from a package.',
    location: { file, ...place, ...(found && { length: specifier.length }) },
  };
}

/** @returns the code files that got none */
function addDeclarations(
  files: Map<string, string | Uint8Array>,
  source: PackSource,
  { config }: PackInput,
  place: (file: string) => CodePlace,
): string[] {
  const typed = source.files.filter(({ file, isCode }) => isCode && /\.[cm]?tsx?$/.test(file));
  const home = path.join(config.projectDir, source.home);
  const inHome = typed.map(({ target }) => target.replace(/^dist\//, ''));
  const declarations = typed.length === 0 ? new Map() : emitDeclarations(config.projectDir, home, inHome);
  return typed
    .filter(({ file, target }) => {
      const name = target.replace(/\.([cm]?)tsx?$/, '.d.$1ts');
      const text: unknown = declarations.get(name.replace(/^dist\//, ''));
      if (typeof text !== 'string') return true;
      files.set(name, rewriteImports(text, place(file)).text);
      return false;
    })
    .map(({ file }) => file);
}

function componentNotes(imports: readonly PackedImport[]): string[] {
  const names = new Set(imports.flatMap((what) => (what.kind === 'component' ? [what.component] : [])));
  return [...names]
    .sort()
    .map((name) => `It imports from component "${name}": who uses the package needs that component too.`);
}

/** Where a file of the component, relative to the project, is in the package. */
function targetOf(file: string, source: PackSource): string {
  const inside = file.slice(source.path.length + 1);
  return source.files.find((one) => one.file === inside)?.target ?? inside;
}
