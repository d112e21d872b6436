import { type RegisterCommand } from '../../command.ts';
import { type PlanOptions } from './run-plan.ts';

/** `tessera migrate plan`: what is to run, and what it does to those who use the database meanwhile. */
export const registerMigratePlan: RegisterCommand = (migrate, io, exit) => {
  migrate
    .command('plan')
    .description(
      'show what the next migrations do, by component; exit 1 if something dangerous is not allowed',
    )
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .option('--markdown', 'print the plan for a pull request', false)
    .option(
      '--allow <component:kind>',
      'a rule or a class of rules that this component may break (repeatable)',
      (text: string, all: readonly string[]) => [...all, text],
      [],
    )
    .option('--base <ref>', 'look at the committed migrations that are not in this branch, tag or commit')
    .action(async (options: PlanOptions) => {
      const { planMigrate } = await import('./run-plan.ts');
      exit(await planMigrate(options, io));
    });
};
