import { nameProblem } from '../../pipeline/discover/component-name.ts';
import { type ComponentAnswers } from './component-answers.ts';
import { defaultModel } from './component-words.ts';

/** The questions a terminal can put; undefined when the person gave up (Ctrl-C). */
export interface Prompts {
  readonly text: (question: {
    readonly message: string;
    readonly initialValue?: string;
    readonly validate?: (value: string | undefined) => string | undefined;
  }) => Promise<string | undefined>;
  readonly confirm: (question: { readonly message: string }) => Promise<boolean | undefined>;
}

/** Asks for what the flags left open; undefined when the person gave up. */
export async function askForComponent(
  known: ComponentAnswers,
  { text, confirm }: Prompts,
): Promise<ComponentAnswers | undefined> {
  const name =
    known.name ??
    (await text({
      message: 'Name of the component (kebab-case)',
      validate: (value) => nameProblem(value ?? '')?.message,
    }));
  if (name === undefined) return undefined;
  const description = known.description ?? (await text({ message: 'What is it for? (one sentence)' }));
  if (description === undefined) return undefined;
  let { model } = known;
  if (model === undefined) {
    const wanted = await confirm({ message: 'Does it keep data of its own?' });
    if (wanted === undefined) return undefined;
    model = wanted
      ? await text({ message: 'Name of its model (PascalCase)', initialValue: defaultModel(name) })
      : false;
    if (model === undefined) return undefined;
  }
  let { withRelationTo } = known;
  if (withRelationTo === undefined && model !== false) {
    const answer = await text({
      message: 'A model of another component it points at? (component.Model, or empty)',
    });
    if (answer === undefined) return undefined;
    withRelationTo = answer === '' ? undefined : answer;
  }
  return { name, description, model, withRelationTo };
}
