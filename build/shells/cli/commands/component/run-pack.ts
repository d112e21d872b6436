import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { loadProjectConfig } from '../../../../config/load-project-config.ts';
import { nearestName } from '../../../../config/nearest-name.ts';
import { type ProjectConfig, projectOptionsSchema } from '../../../../config/project-config.ts';
import { type Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import { packComponent } from '../../../../use-cases/pack/pack-component.ts';
import { occupantOf, writePackage } from '../../../../use-cases/pack/write-package.ts';
import { runPipeline } from '../../../../pipeline/pipeline.ts';
import { type CommandIo, type ExitCode } from '../../command.ts';
import { packWithNpm } from './pack-with-npm.ts';
import { formatDiagnostics } from '../../../report/format-diagnostics.ts';
import { type CommonOptions } from '../../command.ts';

/** The flags of `tessera component pack`. */
export interface PackComponentOptions extends CommonOptions {
  readonly packageName?: string;
  readonly out?: string;
  readonly tgz: boolean;
  readonly force: boolean;
}

const projectPackage = z.object({
  license: z.string().optional().catch(undefined),
  dependencies: z.record(z.string(), z.string()).catch({}),
  devDependencies: z.record(z.string(), z.string()).catch({}),
});

/** Makes the package, and prints what is in it and what the caller should know. */
export async function runComponentPack(
  name: string,
  options: PackComponentOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const { json, force } = options;
  const refuse = (code: ExitCode, message: string, hint?: string): ExitCode => {
    if (json) io.stdout.write(`${JSON.stringify({ ok: false, message, hint }, null, 2)}\n`);
    else io.stderr.write(`${message}\n${hint === undefined ? '' : `  hint: ${hint}\n`}`);
    return code;
  };
  const projectDir = path.resolve(io.cwd, options.project);
  if (!statSync(projectDir, { throwIfNoEntry: false })?.isDirectory()) {
    return refuse(2, `"${options.project}" is not a folder.`);
  }
  const show = (diagnostics: readonly Diagnostic[]): string =>
    formatDiagnostics(diagnostics, { projectDir, color: !json && io.stderr.isTTY === true }).trimEnd();
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refuse(1, show(loaded.diagnostics));
  const { config } = loaded;
  const report = await runPipeline(config, { check: true });
  const component = report.components.find((one) => one.name === name);
  if (!component) {
    const nearest = nearestName(
      name,
      report.components.map((one) => one.name),
    );
    return refuse(2, `There is no component "${name}".`, nearest && `Did you mean "${nearest}"?`);
  }
  if (component.package !== undefined) return refuse(2, `"${name}" is a package already: ${component.path}.`);
  const errors = report.diagnostics.filter((one) => one.severity === 'error' && one.component === name);
  if (errors.length > 0) return refuse(1, show(errors));
  const packageName = options.packageName ?? `tessera-${name}`;
  if (!projectOptionsSchema.safeParse({ packages: [packageName] }).success) {
    return refuse(2, `"${packageName}" is not the name of an npm package.`, 'Take one such as "@acme/crm".');
  }
  const folder = path.resolve(projectDir, options.out ?? `.tessera/packages/${name}`);
  if (`${folder}${path.sep}`.startsWith(`${path.resolve(projectDir, config.componentsDir)}${path.sep}`)) {
    return refuse(
      2,
      `${config.componentsDir} is for components, not for packages.`,
      'Take another place with --out.',
    );
  }
  const tarball = path.join(
    path.dirname(folder),
    `${packageName.replace('@', '').replace('/', '-')}-${component.version}.tgz`,
  );
  const occupant = await occupantOf(folder);
  if (occupant === 'other')
    return refuse(
      1,
      `${folder} has other things in it than a packed component.`,
      'Take another place with --out.',
    );
  if (occupant === 'package' && !force)
    return refuse(1, `${folder} exists: nothing was written over it.`, 'Add --force to replace it.');
  if (options.tgz && existsSync(tarball) && !force)
    return refuse(1, `${tarball} exists: nothing was written over it.`, 'Add --force to replace it.');

  const packed = packComponent({
    config,
    component,
    name: packageName,
    manifest: readJsonObject(path.join(projectDir, component.path, 'component.json')),
    project: readProject(config),
  });
  if (packed.problems.length > 0) {
    return refuse(
      1,
      packed.problems.join('\n'),
      'Move what is imported into the component, or import it from a package.',
    );
  }
  if (options.out === undefined) await hideFromGit(path.join(projectDir, '.tessera'));
  await writePackage(folder, packed.files);
  if (options.tgz) {
    const failure = await packWithNpm(folder, tarball, io.env);
    if (failure !== undefined) return refuse(2, failure);
  }
  const files = [...packed.files.keys()].sort();
  const shown = (file: string) => path.relative(io.cwd, file).replaceAll('\\', '/') || '.';
  if (json) {
    const made = { ok: true, component: name, package: packageName, version: component.version };
    const places = { folder: shown(folder), ...(options.tgz ? { tarball: shown(tarball) } : {}) };
    io.stdout.write(`${JSON.stringify({ ...made, ...places, files, notes: packed.notes }, null, 2)}\n`);
    return 0;
  }
  const wrote = [folder, ...(options.tgz ? [tarball] : [])].map((file) => `wrote ${shown(file)}`);
  const install = `npm install ${shown(options.tgz ? tarball : folder)}`;
  io.stdout.write(
    [
      ...wrote,
      ...packed.notes.map((note) => `note: ${note}`),
      '',
      'Next:',
      '  npm publish, or in another project:',
      `  ${install}`,
      `  list "${packageName}" in "packages" of its tessera.config.json`,
      '',
    ].join('\n'),
  );
  return 0;
}

function readProject({ projectDir }: ProjectConfig) {
  const { license, dependencies, devDependencies } = projectPackage.parse(
    readJsonObject(path.join(projectDir, 'package.json')),
  );
  return { license, dependencies: { ...devDependencies, ...dependencies } };
}

/** An absent file says nothing; the pipeline has refused one that is no JSON. */
function readJsonObject(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  const value: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  return z.record(z.string(), z.unknown()).catch({}).parse(value);
}

/** Whatever is in `.tessera` is made by tools, in projects too whose .gitignore knows nothing of it. */
async function hideFromGit(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (!existsSync(path.join(folder, '.gitignore'))) await writeFile(path.join(folder, '.gitignore'), '*\n');
}
