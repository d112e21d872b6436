import path from 'node:path';
import { knownOf, type Outcome } from '../../../../diagnostics/outcome.ts';
import { type ComponentAnswers } from '../../../../use-cases/scaffold/component-answers.ts';
import { createComponent, type CreatedComponent } from '../../../../use-cases/scaffold/create-component.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';
import { askForComponent, terminalQuestions } from './ask-for-component.ts';

/** The flags of `tessera component new`; what is undefined is asked on a terminal. */
export interface NewComponentOptions extends CommonOptions {
  readonly description?: string;
  /** A name; false after --no-model. */
  readonly model?: string | false;
  readonly withRelationTo?: string;
  readonly yes: boolean;
}

/** Carries out `tessera component new`. */
export async function newComponent(
  name: string | undefined,
  { project, json, yes, description, model, withRelationTo }: NewComponentOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, project);
  const known = { name, description, model, withRelationTo };
  const isAsking = !json && !yes && io.stdin.isTTY === true && io.stdout.isTTY === true;
  const answer = async (): Promise<ComponentAnswers | undefined> =>
    isAsking ? await askForComponent(known, await terminalQuestions()) : known;
  const outcome = await createComponent(projectDir, answer);
  const fields = (created: CreatedComponent | undefined): object => ({ ...created });
  return await present(outcome, { projectDir, json, fields, lines: describe }, io);
}

function describe(outcome: Outcome<CreatedComponent>): string[] {
  const created = knownOf(outcome);
  if (!created) return [];
  const wrote = created.files.map((file) => `wrote ${file}`);
  return [...wrote, '', 'Next:', ...created.next.map((step) => `  ${step}`)];
}
