import { knownOf } from '../../../diagnostics/outcome.ts';
import { wantsColor } from '../../../diagnostics/wants-color.ts';
import { type CommonOptions, type RegisterCommand } from '../command.ts';
import { present } from '../present.ts';
import { projectCommand, projectDirOf } from '../project-command.ts';

interface DoctorOptions extends CommonOptions {
  readonly database: boolean;
}

export const registerDoctorCommand: RegisterCommand = (program, io, exit) => {
  projectCommand(program, 'doctor', 'look at the machine and the project, and say what to mend and how')
    .option(
      '--database',
      'also prove what the roles of the database may, and that tenants do not meet',
      false,
    )
    .action(async (options: DoctorOptions) => {
      const projectDir = projectDirOf(options, io);
      const { examineProject } = await import('../../../use-cases/doctor/examine-project.ts');
      const { describeFindings } = await import('../../../use-cases/doctor/describe-findings.ts');
      const outcome = await examineProject(
        { projectDir, env: io.env },
        process.versions.node,
        options.database,
      );
      const findings = knownOf(outcome);
      const text = (): string => (findings ? describeFindings(findings, wantsColor(io.stdout, io.env)) : '');
      const fields = () => ({ findings: findings ?? [] });
      exit(await present(outcome, { projectDir, json: options.json, fields, text }, io));
    });
};
