import { knownOf } from '../../../../diagnostics/outcome.ts';
import { type ComponentAnswers } from '../../../../use-cases/scaffold/component-answers.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { isTerminal } from '../../is-terminal.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

/** The flags; what is undefined is asked on a terminal. */
interface NewComponentOptions extends CommonOptions {
  readonly description?: string;
  /** A name; false after --no-model. */
  readonly model?: string | false;
  readonly withRelationTo?: string;
  readonly yes: boolean;
}

export const registerComponentNew: RegisterCommand = (component, io, exit) => {
  projectCommand(
    component,
    'new [name]',
    'make a component with routes, a model, example data and tests (asks on a terminal)',
  )
    .option('--description <sentence>', 'what it is for')
    .option('--model <Name>', 'name of its model (default: the singular of the name)')
    .option('--no-model', 'without data')
    .option('--with-relation-to <component.Model>', 'let the model point at one of another component')
    .option('--yes', 'ask nothing, take the defaults', false)
    .action(async (name: string | undefined, options: NewComponentOptions) => {
      const { json, yes, description, model, withRelationTo } = options;
      const { createComponent } = await import('../../../../use-cases/scaffold/create-component.ts');
      const { describeCreated } = await import('../../../../use-cases/scaffold/describe-created.ts');
      const projectDir = projectDirOf(options, io);
      const known = { name, description, model, withRelationTo };
      const answer = async (): Promise<ComponentAnswers | undefined> => {
        if (json || yes || !isTerminal(io)) return known;
        const { askForComponent } = await import('../../../../use-cases/scaffold/ask-for-component.ts');
        const { terminalQuestions } = await import('../../terminal-questions.ts');
        return await askForComponent(known, await terminalQuestions());
      };
      const outcome = await createComponent(projectDir, answer);
      const created = knownOf(outcome);
      const fields = () => ({ ...created });
      exit(await present(outcome, { projectDir, json, fields, lines: describeCreated }, io));
    });
};
