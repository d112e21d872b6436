import { type RegisterCommand } from '../../command.ts';
import { type ContractOptions } from './run-contract.ts';

export const registerMigrateContract: RegisterCommand = (migrate, io, exit) => {
  migrate
    .command('contract [migration]')
    .description('write the migration that ends an expand step, once nobody uses the old form any more')
    .option('--dry-run', 'show what would be written', false)
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (id: string | undefined, options: ContractOptions) => {
      const { runMigrateContract } = await import('./run-contract.ts');
      exit(await runMigrateContract(id, options, io));
    });
};
