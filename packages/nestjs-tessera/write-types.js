import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** The doors whose types people see. */
const doors = [
  'build/component-discovery-plugin',
  'build/shells/jest/project-jest',
  'build/shells/prisma/project-prisma',
  'src/database/index',
  'src/doors/hot',
  'src/doors/testing',
  'src/platform/index',
];

/**
 * Writes the declarations of the doors and of what they name.
 * @param {string} root
 * @param {string} target
 */
export async function writeTypes(root, target) {
  const out = mkdtempSync(join(tmpdir(), 'tessera-types-'));
  const settings = join(root, '.tessera/types-of-package.json');
  try {
    mkdirSync(dirname(settings), { recursive: true });
    writeFileSync(
      settings,
      JSON.stringify({
        extends: '../tsconfig.json',
        compilerOptions: {
          noEmit: false,
          declaration: true,
          emitDeclarationOnly: true,
          outDir: out,
          rootDir: '..',
          checkJs: false,
        },
        files: [...doors.map((door) => `../${door}.ts`), '../build/prisma-engine/web-assembly.d.ts'],
        include: [],
      }),
    );
    await promisify(execFile)(join(root, 'node_modules/.bin/tsgo'), ['-p', settings], { cwd: root });
    for (const file of reachable(out)) {
      mkdirSync(dirname(join(target, file)), { recursive: true });
      cpSync(join(out, file), join(target, file));
    }
  } finally {
    rmSync(out, { recursive: true });
    rmSync(settings);
  }
}

/**
 * @param {string} out
 * @returns {string[]} declarations that a door leads to, apart from those of the generated client
 */
function reachable(out) {
  const found = new Set(doors.map((door) => `${door}.d.ts`));
  for (const file of found) {
    const text = readFileSync(join(out, file), 'utf8');
    for (const [, specifier = ''] of text.matchAll(/(?:from|import\()\s*["'](\.[^"']*)["']/g)) {
      const path = join(dirname(file), specifier)
        .replaceAll('\\', '/')
        .replace(/\.[jt]s$/, '.d.ts');
      if (!path.startsWith('src/generated/') && existsSync(join(out, path))) found.add(path);
    }
  }
  return [...found].sort();
}
