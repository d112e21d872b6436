import path from 'node:path';
import { knownOf, type Outcome } from '../../../../diagnostics/outcome.ts';
import { packIntoFolder, type PackReport } from '../../../../use-cases/pack/pack-into-folder.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';

/** The flags of `tessera component pack`. */
export interface PackComponentOptions extends CommonOptions {
  readonly packageName?: string;
  readonly out?: string;
  readonly tgz: boolean;
  readonly force: boolean;
}

/** Carries out `tessera component pack`. */
export async function runComponentPack(
  name: string,
  { project, json, ...flags }: PackComponentOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, project);
  const outcome = await packIntoFolder({ ...flags, name, projectDir, env: io.env });
  const shown = (file: string): string => path.relative(io.cwd, file).replaceAll('\\', '/') || '.';
  const fields = (made: PackReport | undefined): object => {
    if (!made) return { component: name };
    const { component, package: packageName, version, folder, tarball, files, notes } = made;
    const places = { folder: shown(folder), ...(tarball !== undefined && { tarball: shown(tarball) }) };
    return { component, package: packageName, version, ...places, files, notes };
  };
  const lines = (ended: Outcome<PackReport>): string[] => describePack(ended, shown);
  return await present(outcome, { projectDir, json, fields, lines }, io);
}

function describePack(outcome: Outcome<PackReport>, shown: (file: string) => string): string[] {
  const made = knownOf(outcome);
  if (!made) return [];
  const { folder, tarball, notes, package: packageName } = made;
  const wrote = [folder, ...(tarball === undefined ? [] : [tarball])].map((file) => `wrote ${shown(file)}`);
  const told = [...wrote, ...notes.map((note) => `note: ${note}`)];
  if (outcome.kind === 'partly') return told;
  return [
    ...told,
    '',
    'Next:',
    '  npm publish, or in another project:',
    `  npm install ${shown(tarball ?? folder)}`,
    `  list "${packageName}" in "packages" of its tessera.config.json`,
  ];
}
