import { type RegisterCommand } from '../../command.ts';
import { type ExpandOptions } from './expand-options.ts';

const collect = (text: string, all: readonly string[]): readonly string[] => [...all, text];

export const registerMigrateExpand: RegisterCommand = (migrate, io, exit) => {
  migrate
    .command('expand')
    .description('write the migration that lets the running version and the next one use the same database')
    .option(
      '--rename <old:new>',
      'a column (Model.old:new) or a table (OldTable:NewModel) has another name',
      collect,
      [],
    )
    .option('--split <Model:New>', 'columns that are gone from a model are those of a new one', collect, [])
    .option('--drop <Model.column>', 'a column that is gone is needed no more', collect, [])
    .option(
      '--fill <Model.field=SQL>',
      'what stands in a new column, in SQL over the columns of the row',
      collect,
      [],
    )
    .option(
      '--back <Model.field=SQL>',
      'the way back to the old column; without it the value is cast',
      collect,
      [],
    )
    .option('--name <words>', 'what the migrations are called')
    .option('--dry-run', 'show what would be written', false)
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (options: ExpandOptions) => {
      const { runMigrateExpand } = await import('./run-expand.ts');
      exit(await runMigrateExpand(options, io));
    });
};
