import path from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type ScannedComponent } from '../../model/scanned-component.ts';
import { quote } from '../../prisma-language/quote.ts';

/** `{ Class as local } from "file";`, seen from the generated folder: what follows `import` or `export`. */
export function moduleBinding(
  { className, file }: NonNullable<ScannedComponent['module']>,
  local: string,
  { projectDir, generatedDir }: Pick<ProjectConfig, 'generatedDir' | 'projectDir'>,
): string {
  // A package may be above the project, so that only absolute paths can be told apart.
  const absolute = (name: string) => path.posix.join(projectDir, name);
  const from = path.posix.relative(absolute(generatedDir), absolute(file));
  const binding = local === className ? local : `${className} as ${local}`;
  return `{ ${binding} } from ${quote(from.startsWith('.') ? from : `./${from}`)};`;
}
