import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

interface ContractOptions extends CommonOptions {
  readonly dryRun: boolean;
}

export const registerMigrateContract: RegisterCommand = (migrate, io, exit) => {
  projectCommand(
    migrate,
    'contract [migration]',
    'write the migration that ends an expand step, once the old form is used no more',
  )
    .option('--dry-run', 'show what would be written', false)
    .action(async (id: string | undefined, options: ContractOptions) => {
      const { contractProject } = await import('../../../../use-cases/migrate/contract/contract-project.ts');
      const { describeStep, stepJson } =
        await import('../../../../use-cases/migrate/expand/describe-step.ts');
      const { json, dryRun } = options;
      const projectDir = projectDirOf(options, io);
      const outcome = await contractProject({ projectDir, id, dryRun, env: io.env });
      const lines = () => describeStep('contract', outcome);
      exit(await present(outcome, { projectDir, json, fields: stepJson, lines }, io));
    });
};
