import { knownOf, type Outcome } from '../../../../diagnostics/outcome.ts';
import { type StepReport } from '../../../../use-cases/migrate/expand/step-report.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

interface TenantsOptions extends CommonOptions {
  readonly name?: string;
  readonly dryRun: boolean;
}

export const registerMigrateTenants: RegisterCommand = (migrate, io, exit) => {
  projectCommand(
    migrate,
    'tenants',
    'write the migrations that keep the rows of tenant models (/// @tenant) apart in the database',
  )
    .option('--name <words>', 'what the migrations are called', 'tenants')
    .option('--dry-run', 'show what would be written', false)
    .action(async (options: TenantsOptions) => {
      const { writeTenantMigrations } =
        await import('../../../../use-cases/migrate/tenants/write-tenant-migrations.ts');
      const { describeStep, stepJson } =
        await import('../../../../use-cases/migrate/expand/describe-step.ts');
      const { json, name, dryRun } = options;
      const projectDir = projectDirOf(options, io);
      const outcome = await writeTenantMigrations({ projectDir, name, dryRun, env: io.env });
      const lines = () => (isNothing(outcome) ? [nothing] : describeStep('contract', outcome));
      exit(await present(outcome, { projectDir, json, fields: stepJson, lines }, io));
    });
};

const nothing = 'every tenant model has its policy, its index and its keys in the migrations';

function isNothing(outcome: Outcome<StepReport>): boolean {
  return knownOf(outcome)?.kind === 'nothing';
}
