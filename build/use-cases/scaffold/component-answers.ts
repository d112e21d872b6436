import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nameProblem } from '../../pipeline/discover/component-name.ts';
import { defaultModel } from './component-words.ts';
import { wrongCall } from '../../diagnostics/wrong-call.ts';

/** What the caller says of a new component. */
export interface ComponentAnswers {
  readonly name: string | undefined;
  readonly description: string | undefined;
  /** False: without data. */
  readonly model: string | false | undefined;
  readonly withRelationTo: string | undefined;
}

/** The answers, complete and valid in themselves. */
export interface ValidAnswers {
  readonly name: string;
  readonly description: string;
  /** Undefined: without data. */
  readonly model: string | undefined;
  readonly withRelationTo: string | undefined;
}

/** Takes the defaults for what is open, and refuses names that no project could take. */
export function validateAnswers(answers: ComponentAnswers): ValidAnswers | Diagnostic {
  const { name, description = '', withRelationTo } = answers;
  if (name === undefined) return wrongCall('Which name?', 'tessera component new <name>');
  const problem = nameProblem(name);
  if (problem) return wrongCall(problem.message, problem.hint.replace('Rename the folder to', 'Take'));
  const model = answers.model === false ? undefined : (answers.model ?? defaultModel(name));
  if (model !== undefined && !/^[A-Z][A-Za-z0-9]*$/.test(model)) {
    return wrongCall(`"${model}" is not a model name: letters and digits, starting with a capital.`);
  }
  if (model === undefined && withRelationTo !== undefined) {
    const message = 'Without a model there is nothing that could point at another one.';
    return wrongCall(message, 'leave out --no-model');
  }
  return { name, description, model, withRelationTo };
}
