import path from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, partly, refused } from '../../diagnostics/outcome.ts';
import { describeFailure } from '../../files/describe-failure.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { isAboutFiles } from '../../pipeline/discover/discover-codes.ts';
import { runPipeline } from '../../pipeline/pipeline.ts';
import { missingProject } from '../../pipeline/project/load-project.ts';
import { type ComponentAnswers, type ValidAnswers, validateAnswers } from './component-answers.ts';
import { componentWords } from './component-words.ts';
import { formatFiles } from './format-files.ts';
import { findRelationTarget } from './relation-target.ts';
import { scaffoldCodes } from './scaffold-codes.ts';
import { type ComponentRequest, scaffoldComponent } from './scaffold-component.ts';
import { writeComponent } from './write-component.ts';

/** The component that was made. */
export interface CreatedComponent {
  readonly component: string;
  /** Relative to the project. */
  readonly files: readonly string[];
  /** Commands that come next. */
  readonly next: readonly string[];
}

/**
 * Makes a component and composes the project with it.
 *
 * @param projectDir absolute
 * @param answer what the component is to have; undefined: the caller gave up
 */
export async function createComponent(
  projectDir: string,
  answer: () => Promise<ComponentAnswers | undefined>,
): Promise<Outcome<CreatedComponent>> {
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const answers = await answer();
  if (!answers) {
    return refused([{ code: 'CALL.CANCELLED', severity: 'error', message: 'Nothing was made.' }]);
  }
  const valid = validateAnswers(answers);
  if ('code' in valid) return environmentFault([valid]);
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refused(loaded.diagnostics);
  const { config } = loaded;
  const { components, diagnostics } = await runPipeline(config, { check: true });
  // A link out of the project or a named pipe: what is written here could land elsewhere, or never be read.
  const unsafe = diagnostics.filter(({ code }) => isAboutFiles(code));
  if (unsafe.length > 0) return refused(unsafe);
  const taken = findTakenModel(valid, components);
  if (taken) return refused([taken]);
  const { name, description, model, withRelationTo } = valid;
  const found = withRelationTo === undefined ? undefined : findRelationTarget(withRelationTo, components);
  if (found && 'code' in found) return environmentFault([found]);
  try {
    return await writeAndCompose({ name, description, model, ...(found && { relation: found }) }, config);
  } catch (error) {
    const failure = describeFailure(error, config.projectDir);
    if (!failure) throw error;
    return environmentFault([failure]);
  }
}

async function writeAndCompose(
  request: ComponentRequest,
  config: ProjectConfig,
): Promise<Outcome<CreatedComponent>> {
  const { name, model } = request;
  const folder = `${config.componentsDir}/${name}`;
  const texts = scaffoldComponent(request, config.componentsDir);
  const files = await formatFiles(path.join(config.projectDir, folder), texts);
  const inTheWay = await writeComponent(path.join(config.projectDir, config.componentsDir), name, files);
  if (inTheWay !== undefined) {
    const message = `${config.componentsDir}/${inTheWay} exists: nothing was written over it.`;
    const { folderTaken: code } = scaffoldCodes;
    return refused([{ code, severity: 'error', component: name, message, hint: 'take another name' }]);
  }
  const created = {
    component: name,
    files: files.map((file) => `${folder}/${file.path}`).sort(),
    next: nextCommands(name, model, folder),
  };
  const { ok, diagnostics } = await runPipeline(config);
  return ok
    ? done(created, diagnostics)
    : partly(created, ['Correct what is shown, and run `tessera compose`.'], diagnostics);
}

function nextCommands(name: string, model: string | undefined, folder: string): string[] {
  const { resources } = componentWords(name, model);
  return [
    `npx tessera component test ${name}`,
    ...(model === undefined ? [] : [`npx prisma migrate dev --name ${name.replaceAll('-', '_')}`]),
    `npm test -- ${folder}`,
    'npm run dev',
    `curl -s http://127.0.0.1:3000/${name}/${model === undefined ? 'greetings' : resources}`,
  ];
}

function findTakenModel(
  { name, model }: ValidAnswers,
  components: readonly DiscoveredComponent[],
): Diagnostic | undefined {
  if (model === undefined) return undefined;
  const owner = components.find(({ schemas }) =>
    schemas.some(({ declared }) => declared.some(({ name }) => name === model)),
  );
  if (!owner) return undefined;
  return {
    code: scaffoldCodes.modelTaken,
    severity: 'error',
    component: owner.name,
    message: `The component "${owner.name}" has a ${model} already.`,
    hint: `add --model ${componentWords(name).Component}${model}`,
  };
}
