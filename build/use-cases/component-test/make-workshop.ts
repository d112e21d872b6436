import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { systemErrorCode } from '../../postgres/embedded/database-error.ts';
import { type DiscoveredComponent, isAroundProject } from '../../model/discovered-component.ts';

/** A project for one run: the platform and some components, in places of the same names as in the real one. */
export interface Workshop {
  /** The settings of the real project, in another folder. */
  readonly config: ProjectConfig;
  /** Absolute. */
  readonly dir: string;
  /** Where a component is, relative to `dir`; what is installed is where it is in the project. */
  readonly pathOf: (component: DiscoveredComponent) => string;
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
    copyManifest(config.projectDir, dir);
    copySources(config, dir);
    // For a test that reads the SQL of one; nothing here applies them.
    const migrations = join(config.projectDir, config.migrationsDir);
    if (existsSync(migrations)) cpSync(migrations, join(dir, config.migrationsDir), { recursive: true });
    for (const component of components) {
      if (isAroundProject(component)) copyRepository(component, config.projectDir, dir);
      // A package is found where it is installed, above this folder.
      else if (component.package === undefined) {
        const { path } = component;
        cpSync(join(config.projectDir, path), join(dir, path), { recursive: true, dereference: true });
      }
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
    pathOf: (component) => (isAroundProject(component) ? repositoryPath(component) : component.path),
    remove,
  };
}

/** Node reads there which kind of modules these are; the playground of a component has none of its own. */
function copyManifest(projectDir: string, dir: string): void {
  const own = join(projectDir, 'package.json');
  if (existsSync(own)) cpSync(own, join(dir, 'package.json'));
  else writeFileSync(join(dir, 'package.json'), '{ "private": true, "type": "module" }\n');
}

const repositoryPath = ({ name }: DiscoveredComponent): string => `packages/${name}`;

/** The component that the project is inside of, as a package of a workspace: its sources, without the project. */
function copyRepository(component: DiscoveredComponent, projectDir: string, dir: string): void {
  const root = join(projectDir, component.path);
  const copy = join(dir, repositoryPath(component));
  // One by one: Node refuses to copy a folder into what is below it.
  for (const name of readdirSync(root)) {
    const from = join(root, name);
    if (from === projectDir || /^(\.|node_modules$|dist$)/.test(name)) continue;
    cpSync(from, join(copy, name), { recursive: true, dereference: true });
  }
  const link = join(dir, 'node_modules', component.package ?? component.name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), copy), link, 'dir');
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
