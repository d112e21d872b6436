import { countRows, type RowAnswer } from '../../postgres/catalog/count-rows.ts';
import { reachDatabase, type Reached } from './reach-database.ts';
import { rowQuestions } from './row-questions.ts';
import { type RowQuestion } from '../../postgres/catalog/row-question.ts';
import { type ComponentInfo } from './component-info.ts';
import { type InspectedProject } from './inspect-project.ts';

/** A question and what the database says. */
export interface CountedRows extends RowQuestion {
  readonly answer: RowAnswer;
}

export interface ImpactRows {
  /** Of the component's own tables. */
  readonly own: readonly CountedRows[];
  /** Of other components, that refer to it. */
  readonly referring: readonly CountedRows[];
}

/** Counts a component's rows, and those that refer to it, when a database answers. */
export async function countImpactRows(
  { name, models }: ComponentInfo,
  { model, config, uses, projectDir }: InspectedProject,
  env: NodeJS.ProcessEnv,
): Promise<Reached<ImpactRows>> {
  const component = model.components.find((one) => one.name === name);
  const questions = component
    ? rowQuestions(component, model, uses, model.schemas.length > 0 ? config.defaultSchema : undefined)
    : { own: models.map(({ database }) => ofLock(name, database)), referring: [] };
  return await reachDatabase(projectDir, env, async (session) => {
    const count = async (list: readonly RowQuestion[]) => {
      const counted: CountedRows[] = [];
      for (const question of list) counted.push({ ...question, answer: await countRows(session, question) });
      return counted;
    };
    return { own: await count(questions.own), referring: await count(questions.referring) };
  });
}

/** The folder is gone: the lock knows what its tables are called. */
function ofLock(component: string, table: string): RowQuestion {
  return { schema: undefined, table, columns: [], label: table, component };
}
