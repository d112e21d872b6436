import path from 'node:path';
import { knownOf } from '../../../../diagnostics/outcome.ts';
import { expandProject } from '../../../../use-cases/migrate/expand/expand-project.ts';
import { chooseFlag, withFlag } from './choose-flag.ts';
import { type CommandIo, type ExitCode } from '../../command.ts';
import { type ExpandOptions } from './expand-options.ts';
import { presentStep } from './present-step.ts';

/** Carries out `tessera migrate expand`, and asks at a terminal what it has to be told first. */
export async function runMigrateExpand(options: ExpandOptions, io: CommandIo): Promise<ExitCode> {
  const { json, name, dryRun } = options;
  const projectDir = path.resolve(io.cwd, options.project);
  let answers = options;
  for (;;) {
    const outcome = await expandProject({ projectDir, answers, name, dryRun, env: io.env });
    const question = knownOf(outcome)?.question;
    const choice = question && !json ? await chooseFlag(question, io) : undefined;
    if (choice === undefined) return await presentStep('expand', outcome, { projectDir, json }, io);
    answers = withFlag(answers, choice);
  }
}
