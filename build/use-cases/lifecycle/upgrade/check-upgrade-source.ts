import path from 'node:path';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { lifecycleCodes } from '../lifecycle-codes.ts';
import { checkSourceFolder } from './check-source-folder.ts';
import { checkTarball } from './check-tarball.ts';

/**
 * Checks a new version before anything of it is copied or unpacked.
 *
 * @param source a folder, or what npm is told: a tarball's absolute path, or a name
 */
export async function checkUpgradeSource(
  source: { readonly folder: string } | { readonly spec: string },
  component: string,
  projectDir: string,
): Promise<Diagnostic[]> {
  if ('folder' in source) return checkSourceFolder(source.folder, component, projectDir);
  return path.isAbsolute(source.spec) ? unsafeTarball(source.spec, component) : [];
}

/** @param file absolute */
export async function unsafeTarball(file: string, component: string): Promise<Diagnostic[]> {
  const problems = await checkTarball(file);
  return problems.map((problem) => ({
    code: lifecycleCodes.unsafeTarball,
    severity: 'error',
    component,
    message: `The package ${path.basename(file)} is refused: ${problem}`,
    hint: 'Make it with npm pack, or ask its authors; nothing of it was unpacked.',
  }));
}
