import { relative } from 'node:path';
import { knownOf } from '../../../diagnostics/outcome.ts';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../command.ts';
import { present } from '../present.ts';
import { projectCommand, projectDirOf } from '../project-command.ts';

/** `tessera build`: the bundle that production starts. */
export const registerBuildCommand: RegisterCommand = (program, io, exit) => {
  projectCommand(program, 'build', 'compose, and bundle the application for production').action(
    async (options: CommonOptions) => {
      exit(await build(options, io));
    },
  );
};

async function build(options: CommonOptions, io: CommandIo): Promise<ExitCode> {
  const projectDir = projectDirOf(options, io);
  const { buildProject } = await import('../../webpack/build-project.ts');
  const outcome = await buildProject(projectDir);
  return await present(
    outcome,
    {
      projectDir,
      json: options.json,
      fields: (built) => ({
        outputDir: built && relative(projectDir, built.outputDir).replaceAll('\\', '/'),
        files: built?.files ?? [],
      }),
      lines: () => {
        const built = outcome.kind === 'done' ? knownOf(outcome) : undefined;
        const main = built?.files.find(({ name }) => name === 'main.js');
        if (!built || !main) return [];
        const folder = relative(projectDir, built.outputDir).replaceAll('\\', '/');
        return [`built ${folder}/${main.name} (${String(Math.round(main.bytes / 1024))} KiB)`];
      },
    },
    io,
  );
}
