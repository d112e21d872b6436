import path from 'node:path';
import { plainText } from '../../../../diagnostics/plain-text.ts';
import { type PurgeReport, purgeComponent } from '../../../../use-cases/lifecycle/purge/purge-component.ts';
import { type CommandIo, type ExitCode } from '../../command.ts';
import { describeHoldings, describePurge } from './describe-purge.ts';
import { present } from '../../present.ts';
import { type CommonOptions } from '../../command.ts';

/** The flags of `tessera component purge`. */
export interface PurgeOptions extends CommonOptions {
  readonly confirm?: string;
  readonly backupDir?: string;
}

/** Carries out `tessera component purge`. */
export async function runComponentPurge(
  name: string,
  options: PurgeOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const { json, backupDir } = options;
  const projectDir = path.resolve(io.cwd, options.project);
  const outcome = await purgeComponent({
    name,
    projectDir,
    env: io.env,
    ...(backupDir !== undefined && { backupDir: path.resolve(io.cwd, backupDir) }),
    onPlan: (version, { holdings }) => {
      if (json) return;
      io.stdout.write(
        describeHoldings(name, version, holdings)
          .map((line) => `${plainText(line)}\n`)
          .join(''),
      );
    },
    confirm: () => askForName(options, io),
  });
  return await present(
    outcome,
    {
      projectDir,
      json,
      fields: (known) => fields(name, known),
      lines: (ended) => describePurge(ended, projectDir),
    },
    io,
  );
}

function fields(name: string, known: PurgeReport = { component: name, purged: false }): object {
  const { plan, ...report } = known;
  return { ...report, ...plan?.holdings, sql: plan?.sql ?? null };
}

async function askForName({ confirm, json }: PurgeOptions, io: CommandIo): Promise<string | undefined> {
  if (confirm !== undefined || json || io.stdin.isTTY !== true || io.stdout.isTTY !== true) return confirm;
  const { terminalQuestions } = await import('./ask-for-component.ts');
  const { text } = await terminalQuestions();
  return await text({
    message: `Type the component's name to back it up and write the migration that drops it`,
  });
}
