import path from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { quote } from '../../prisma-language/quote.ts';

/** `{ Class as local } from "file";`, seen from the generated folder: what follows `import` or `export`. */
export function moduleBinding(
  { className, file }: NonNullable<DiscoveredComponent['module']>,
  local: string,
  { projectDir, generatedDir, generator }: Pick<ProjectConfig, 'generatedDir' | 'projectDir' | 'generator'>,
): string {
  // A package may be above the project, so that only absolute paths can be told apart.
  const absolute = (name: string) => path.posix.join(projectDir, name);
  const from = withExtension(path.posix.relative(absolute(generatedDir), absolute(file)), generator);
  const binding = local === className ? local : `${className} as ${local}`;
  return `{ ${binding} } from ${quote(from.startsWith('.') ? from : `./${from}`)};`;
}

/** Generated files import each other and the modules alike: a compiler that refuses one way refuses it everywhere. */
function withExtension(file: string, { importFileExtension }: ProjectConfig['generator']): string {
  if (typeof importFileExtension !== 'string' || !file.endsWith('.ts')) return file;
  return file.slice(0, importFileExtension === '' ? -'.ts'.length : -'ts'.length) + importFileExtension;
}
