import path from 'node:path';
import { plainText } from '../../../../diagnostics/plain-text.ts';
import { type PurgeReport } from '../../../../use-cases/lifecycle/purge/purge-component.ts';
import { type CommandIo, type CommonOptions, type RegisterCommand } from '../../command.ts';
import { isTerminal } from '../../is-terminal.ts';
import { present, type Presentation } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

interface PurgeOptions extends CommonOptions {
  readonly confirm?: string;
  readonly backupDir?: string;
}

export const registerComponentPurge: RegisterCommand = (component, io, exit) => {
  projectCommand(
    component,
    'purge <name>',
    'show what a retired component has in the database, back it up, and write the migration that drops it',
  )
    .option('--confirm <name>', 'for scripts: the name of the component once more')
    .option('--backup-dir <dir>', 'where the backup goes (default: .tessera/backups)')
    .action(async (name: string, options: PurgeOptions) => {
      const { json, backupDir } = options;
      const { purgeComponent } = await import('../../../../use-cases/lifecycle/purge/purge-component.ts');
      const { describeHoldings, describePurge, purgeJson } =
        await import('../../../../use-cases/lifecycle/purge/describe-purge.ts');
      const projectDir = projectDirOf(options, io);
      const outcome = await purgeComponent({
        name,
        projectDir,
        env: io.env,
        ...(backupDir !== undefined && { backupDir: path.resolve(io.cwd, backupDir) }),
        onPlan: (version, { holdings }) => {
          if (json) return;
          const lines = describeHoldings(name, version, holdings);
          io.stdout.write(lines.map((line) => `${plainText(line)}\n`).join(''));
        },
        confirm: () => askForName(options, io),
      });
      const how: Presentation<PurgeReport> = {
        projectDir,
        json,
        fields: (known = { component: name, purged: false }) => purgeJson(known),
        lines: (ended) => describePurge(ended, projectDir),
      };
      exit(await present(outcome, how, io));
    });
};

async function askForName({ confirm, json }: PurgeOptions, io: CommandIo): Promise<string | undefined> {
  if (confirm !== undefined || json || !isTerminal(io)) return confirm;
  const { terminalQuestions } = await import('../../terminal-questions.ts');
  const { text } = await terminalQuestions();
  const message = "Type the component's name to back it up and write the migration that drops it";
  return await text({ message });
}
