import path from 'node:path';
import { wantsColor } from '../../../diagnostics/wants-color.ts';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../command.ts';
import { present } from '../present.ts';

export const registerDoctorCommand: RegisterCommand = (program, io, exit) => {
  program
    .command('doctor')
    .description('look at the machine and the project, and say what to mend and how')
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (options: CommonOptions) => {
      exit(await doctor(options, io));
    });
};

/** 1: something of the project has to be mended; 2: something of this machine, or there is no project. */
async function doctor({ project, json }: CommonOptions, io: CommandIo): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, project);
  const { missingProject } = await import('../../../pipeline/project/load-project.ts');
  const missing = missingProject(projectDir);
  if (missing) return await present(missing, { projectDir, json, fields: () => ({ findings: [] }) }, io);
  const [{ examine }, { inspectComposition }, { formatFindings }] = await Promise.all([
    import('../../../use-cases/doctor/examine.ts'),
    import('./component/inspect-composition.ts'),
    import('../print-findings.ts'),
  ]);
  const { config, compose } = await inspectComposition(projectDir);
  const findings = await examine(
    { projectDir, env: io.env },
    { config, compose, nodeVersion: process.versions.node },
  );
  const errors = findings.filter(({ status }) => status === 'error');
  if (json) io.stdout.write(`${JSON.stringify({ ok: errors.length === 0, findings }, null, 2)}\n`);
  else {
    io.stdout.write(formatFindings(findings, wantsColor(io.stdout, io.env)));
  }
  if (errors.some(({ about }) => about === 'machine')) return 2;
  return errors.length > 0 ? 1 : 0;
}
