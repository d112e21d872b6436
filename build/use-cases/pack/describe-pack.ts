import path from 'node:path';
import { knownOf, type Outcome } from '../../diagnostics/outcome.ts';
import { type PackReport } from './pack-into-folder.ts';

/**
 * What was written and how the package is used, for people.
 *
 * @param from the folder that paths are shown relative to
 */
export function describePack(outcome: Outcome<PackReport>, from: string): string[] {
  const made = knownOf(outcome);
  if (!made) return [];
  const { folder, tarball, notes, package: packageName } = made;
  const wrote = [folder, ...(tarball === undefined ? [] : [tarball])];
  const told = [
    ...wrote.map((file) => `wrote ${seenFrom(from, file)}`),
    ...notes.map((note) => `note: ${note}`),
  ];
  if (outcome.kind === 'partly') return told;
  return [
    ...told,
    '',
    'Next:',
    '  npm publish, or in another project:',
    `  npm install ${seenFrom(from, tarball ?? folder)}`,
    `  list "${packageName}" in "packages" of its tessera.config.json`,
  ];
}

/** The same for programs. */
export function packJson(made: PackReport, from: string): object {
  const { component, package: packageName, version, folder, tarball, files, notes } = made;
  const places = {
    folder: seenFrom(from, folder),
    ...(tarball !== undefined && { tarball: seenFrom(from, tarball) }),
  };
  return { component, package: packageName, version, ...places, files, notes };
}

function seenFrom(from: string, file: string): string {
  return path.relative(from, file).replaceAll('\\', '/') || '.';
}
