import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, relative } from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { systemErrorCode } from '../../postgres/embedded/database-error.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';

/** A project for one run: the platform and some components, in places of the same names as in the real one. */
export interface Workshop {
  /** The settings of the real project, in another folder. */
  readonly config: ProjectConfig;
  /** Absolute. */
  readonly dir: string;
  remove(): void;
}

/** Where the project's sources are; of the platform's own repository also what it shares with its tools. */
const sourceDirs = ['src', 'contract'];

/**
 * Copies what the components need into a folder of its own below `.tessera/`, where it is composed and run without
 * touching the project: copies and not links, because an import is resolved from where a file really is. Packages
 * are found above, in the project's `node_modules`.
 */
export function makeWorkshop(config: ProjectConfig, components: readonly DiscoveredComponent[]): Workshop {
  const state = join(config.projectDir, '.tessera');
  const shelf = join(state, 'component-test');
  mkdirSync(shelf, { recursive: true });
  if (!existsSync(join(state, '.gitignore'))) writeFileSync(join(state, '.gitignore'), '*\n');
  removeAbandoned(shelf);
  const dir = join(shelf, `${process.pid}-${randomBytes(4).toString('hex')}`);
  const remove = (): void => {
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    mkdirSync(dir);
    // The platform reads its version there, and Node which kind of modules these are.
    cpSync(join(config.projectDir, 'package.json'), join(dir, 'package.json'));
    copySources(config, dir);
    // For a test that reads the SQL of one; nothing here applies them.
    const migrations = join(config.projectDir, config.migrationsDir);
    if (existsSync(migrations)) cpSync(migrations, join(dir, config.migrationsDir), { recursive: true });
    for (const { path, package: isPackage } of components) {
      // A package is found where it is installed, above this folder.
      if (isPackage !== undefined) continue;
      cpSync(join(config.projectDir, path), join(dir, path), { recursive: true, dereference: true });
    }
  } catch (error) {
    remove();
    throw error;
  }
  const packages = components.flatMap((component) => component.package ?? []);
  const copied = config.components.filter(({ name }) => components.some((one) => one.name === name));
  return {
    config: { ...config, packages, components: copied, projectDir: dir.replaceAll('\\', '/') },
    dir,
    remove,
  };
}

function copySources({ projectDir, componentsDir, generatedDir }: ProjectConfig, dir: string): void {
  const left = new Set([componentsDir, generatedDir]);
  for (const sourceDir of sourceDirs.filter((name) => existsSync(join(projectDir, name)))) {
    cpSync(join(projectDir, sourceDir), join(dir, sourceDir), {
      recursive: true,
      dereference: true,
      filter: (source) => !left.has(relative(projectDir, source).replaceAll('\\', '/')),
    });
  }
}

/** A run that was killed could not clean up; its folder carries its process id. */
function removeAbandoned(shelf: string): void {
  for (const name of readdirSync(shelf)) {
    const pid = Number(name.split('-')[0]);
    if (Number.isInteger(pid) && pid > 0 && isRunning(pid)) continue;
    rmSync(join(shelf, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user runs, too.
    return systemErrorCode(error) === 'EPERM';
  }
}
